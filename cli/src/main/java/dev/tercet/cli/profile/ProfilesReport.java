package dev.tercet.cli.profile;

import dev.tercet.cli.connect.Profiles;
import dev.tercet.cli.connect.Secrets;
import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.output.Colours;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Profiles with their settings, less what is secret. */
record ProfilesReport(Profiles profiles, String chosen, Colours colours) implements Report {
    @Override
    public void simple(Page page) {
        for (String name : profiles.names()) {
            page.line((name.equals(chosen) ? "* " : "  ") + colours.bold(name));
            settings(name).forEach((setting, text) -> page.line("    " + setting + " = " + text));
        }
    }

    @Override
    public Object json(boolean hex) {
        List<Object> all = new ArrayList<>();
        for (String name : profiles.names()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", name);
            one.put("chosen", name.equals(chosen));
            one.put("settings", settings(name));
            all.add(one);
        }
        return all;
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String name : profiles.names()) {
            settings(name)
                    .forEach((setting, text) -> rows.add(Row.empty()
                            .with("profile", name)
                            .with("chosen", name.equals(chosen))
                            .with("setting", setting)
                            .with("value", text)));
        }
        return rows;
    }

    private Map<String, String> settings(String name) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            String text = profiles.get(name, setting);
            if (text != null) {
                settings.put(setting.word(), Secrets.shown(setting, text));
            }
        }
        return settings;
    }
}
