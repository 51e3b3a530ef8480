package dev.tercet.cli.auth;

import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import java.util.List;

/** A user, and what each of their roles may do. */
record UserDetailReport(String user, List<RoleReport> roles) implements Report {
    @Override
    public void simple(Page page) {
        page.line("User: " + user);
        for (RoleReport role : roles) {
            page.line();
            role.simple(page);
        }
    }

    @Override
    public void fields(Page page) {
        page.line("User: " + user);
        for (RoleReport role : roles) {
            page.line();
            role.fields(page);
        }
    }

    @Override
    public List<Row> rows() {
        return roles.stream().flatMap(role -> role.rows().stream()).toList();
    }
}
