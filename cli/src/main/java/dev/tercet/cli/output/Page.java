package dev.tercet.cli.output;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;

/**
 * What a report is printed on.
 *
 * @param out where to
 * @param hex whether keys and values are shown as {@code \x6b}, which etcdctl does in its simple format alone
 */
public record Page(Out out, boolean hex) {
    /** Prints text and the end of a line. */
    public void line(String text) {
        out.line(text);
    }

    /** Prints the end of a line. */
    public void line() {
        out.line();
    }

    /** Prints bytes, as they are or in hexadecimal, and the end of a line. */
    public void line(Bytes bytes) {
        if (hex) {
            out.line(GoText.hex(bytes));
        } else {
            out.print(bytes).line();
        }
    }

    /** Prints {@code "name" : value}, as etcdctl's {@code fields} has it: texts and bytes quoted as Go does, all else as it is. */
    public void field(String name, Object value) {
        String shown = value instanceof Bytes bytes
                ? GoText.quoted(bytes)
                : value instanceof String text ? GoText.quoted(Bytes.of(text)) : String.valueOf(value);
        out.line('"' + name + "\" : " + shown);
    }

    /** Prints the lines that all replies begin with. */
    public void header(Header header) {
        id("ClusterID", header.clusterId());
        id("MemberID", header.memberId());
        field("Revision", header.revision());
        id("RaftTerm", header.raftTerm());
    }

    /** Prints an id, as a number without a sign. */
    public void id(String name, long id) {
        out.line('"' + name + "\" : " + Ids.decimal(id));
    }
}
