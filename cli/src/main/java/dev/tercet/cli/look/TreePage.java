package dev.tercet.cli.look;

import dev.tercet.cli.output.Colours;
import dev.tercet.cli.output.Out;
import java.util.Iterator;

/**
 * Draws a tree of keys.
 *
 * @param out where to
 * @param colours colours
 * @param hex whether bytes are shown in hexadecimal
 * @param ascii whether to draw without characters that are for drawing
 */
record TreePage(Out out, Colours colours, boolean hex, boolean ascii) {
    /** Draws the root and all below it. */
    void draw(Branch root) {
        out.line((root.name().isEmpty() ? "all" : Shown.key(root.name(), hex)) + count(root));
        below(root, "");
    }

    private void below(Branch branch, String indent) {
        for (Iterator<Branch> each = branch.below().iterator(); each.hasNext(); ) {
            Branch next = each.next();
            boolean last = !each.hasNext();
            String fork = ascii ? (last ? "`-- " : "|-- ") : last ? "└── " : "├── ";
            out.line(colours.dim(indent + fork) + label(next));
            below(next, indent + (last ? "    " : ascii ? "|   " : "│   "));
        }
    }

    private String label(Branch branch) {
        // The key that is called as its directory has nothing left for a name.
        String name = branch.name().isEmpty() ? "\"\"" : Shown.key(branch.name(), hex);
        if (!branch.isLeaf()) {
            return name + count(branch);
        }
        return branch.value() == null ? name : name + " = " + Shown.value(branch.value(), hex, false);
    }

    private String count(Branch branch) {
        return colours.dim(" (" + branch.keys() + (branch.keys() == 1 ? " key)" : " keys)"));
    }
}
