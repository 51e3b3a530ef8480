package dev.tercet.cli.auth;

import dev.tercet.auth.Roles;
import dev.tercet.cli.output.GoText;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.kv.Bytes;
import java.util.List;
import java.util.stream.Collectors;

/** All roles. */
record RolesReport(Roles roles) implements Report {
    @Override
    public void simple(Page page) {
        roles.forEach(page::line);
    }

    @Override
    public void fields(Page page) {
        page.header(roles.header());
        page.line("\"Roles\" :"
                + roles.names().stream()
                        .map(name -> " " + GoText.quoted(Bytes.of(name)))
                        .collect(Collectors.joining()));
    }

    @Override
    public Object json(boolean hex) {
        return Members.of(roles.header()).some("roles", roles.names()).map();
    }

    @Override
    public List<Row> rows() {
        return roles.names().stream()
                .map(name -> Row.empty().with("role", name))
                .toList();
    }
}
