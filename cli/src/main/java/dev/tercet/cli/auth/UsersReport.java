package dev.tercet.cli.auth;

import dev.tercet.auth.Users;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import java.util.List;

/** All users. */
record UsersReport(Users users) implements Report {
    @Override
    public void simple(Page page) {
        users.forEach(page::line);
    }

    @Override
    public Object json(boolean hex) {
        return Members.of(users.header()).some("users", users.names()).map();
    }

    @Override
    public List<Row> rows() {
        return users.names().stream()
                .map(name -> Row.empty().with("user", name))
                .toList();
    }
}
