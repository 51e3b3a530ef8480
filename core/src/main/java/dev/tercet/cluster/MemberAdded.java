package dev.tercet.cluster;

import dev.tercet.kv.Header;
import java.util.List;

/**
 * A member just added, which is still to be started.
 *
 * @param header the answer's header; its revision is 0
 * @param member the new member
 * @param members all members, the new one included
 * @since 0.1
 */
public record MemberAdded(Header header, Member member, List<Member> members) {}
