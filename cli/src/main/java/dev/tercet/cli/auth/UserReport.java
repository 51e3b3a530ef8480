package dev.tercet.cli.auth;

import dev.tercet.auth.UserRoles;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import java.util.List;
import java.util.stream.Collectors;

/** A user. */
record UserReport(String user, UserRoles roles) implements Report {
    @Override
    public void simple(Page page) {
        page.line("User: " + user);
        page.line("Roles:" + roles.roles().stream().map(role -> " " + role).collect(Collectors.joining()));
    }

    @Override
    public Object json(boolean hex) {
        return Members.of(roles.header()).some("roles", roles.roles()).map();
    }

    @Override
    public List<Row> rows() {
        return List.of(Row.empty().with("user", user).with("roles", roles.roles()));
    }
}
