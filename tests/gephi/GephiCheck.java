import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.ElementProperties;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.Table;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.importer.plugin.file.spreadsheet.ImporterSpreadsheetCSV;
import org.gephi.io.importer.plugin.file.spreadsheet.process.SpreadsheetGeneralConfiguration.Mode;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.io.processor.plugin.MergeProcessor;
import org.gephi.io.processor.spi.Processor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/**
 * Opens each file named (or a folder with nodes.csv and edges.csv) in Gephi, headless, and prints all
 * that Gephi then holds: one JSON a line.
 */
public class GephiCheck {
    public static void main(String[] files) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String file : files) {
            out.println(opened(new File(file)));
        }
        out.flush();
        System.exit(0);
    }

    private static String opened(File file) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        Workspace workspace = projects.getCurrentWorkspace();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        Container[] containers = file.isDirectory() ? tables(importer, file)
            : new Container[] {importer.importFile(file)};
        boolean sound = true;
        List<String> issues = new ArrayList<>();
        for (Container container : containers) {
            sound &= container.verify();
            issues.addAll(issues(container));
        }
        Processor processor = containers.length > 1 ? new MergeProcessor() : new DefaultProcessor();
        importer.process(containers, processor, workspace);
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
        String said = described(model, sound, "[" + String.join(",", issues) + "]");
        projects.closeCurrentProject();
        return said;
    }

    /** A folder with the pair of tables, as the user imports them: nodes first, then edges. */
    private static Container[] tables(ImportController importer, File folder) throws Exception {
        ImporterSpreadsheetCSV nodes = new ImporterSpreadsheetCSV();
        ImporterSpreadsheetCSV edges = new ImporterSpreadsheetCSV();
        return new Container[] {
            table(importer, nodes, new File(folder, "nodes.csv"), Mode.NODES_TABLE),
            table(importer, edges, new File(folder, "edges.csv"), Mode.EDGES_TABLE)};
    }

    private static Container table(ImportController importer, ImporterSpreadsheetCSV table, File file, Mode mode)
            throws Exception {
        table.setFile(file);
        table.refreshAutoDetections();
        table.setMode(mode);
        return importer.importFile(file, table);
    }

    private static String described(GraphModel model, boolean sound, String issues) {
        Graph graph = model.getGraph();
        List<String> nodes = new ArrayList<>();
        for (Node node : graph.getNodes().toArray()) {
            nodes.add(node(node, model.getNodeTable()));
        }
        List<String> edges = new ArrayList<>();
        for (Edge edge : graph.getEdges().toArray()) {
            edges.add(edge(edge, model));
        }
        return "{\"sound\":" + sound + ",\"issues\":" + issues
            + ",\"node_columns\":" + columns(model.getNodeTable())
            + ",\"edge_columns\":" + columns(model.getEdgeTable())
            + ",\"nodes\":[" + String.join(",", nodes) + "],\"edges\":[" + String.join(",", edges) + "]}";
    }

    private static String node(Node node, Table table) {
        return "{\"id\":" + json(node.getId()) + ",\"label\":" + json(node.getLabel())
            + ",\"color\":" + json(color(node)) + ",\"size\":" + node.size()
            + ",\"x\":" + node.x() + ",\"y\":" + node.y() + ",\"attributes\":" + attributes(node, table) + "}";
    }

    private static String color(ElementProperties element) {
        return String.format("#%02x%02x%02x",
            Math.round(element.r() * 255), Math.round(element.g() * 255), Math.round(element.b() * 255));
    }

    private static String edge(Edge edge, GraphModel model) {
        return "{\"id\":" + json(edge.getId()) + ",\"label\":" + json(edge.getLabel())
            + ",\"source\":" + json(edge.getSource().getId()) + ",\"target\":" + json(edge.getTarget().getId())
            + ",\"kind\":" + json(model.getEdgeTypeLabel(edge.getType())) + ",\"directed\":" + edge.isDirected()
            + ",\"weight\":" + edge.getWeight() + ",\"color\":" + json(color(edge))
            + ",\"attributes\":" + attributes(edge, model.getEdgeTable()) + "}";
    }

    private static String attributes(Element element, Table table) {
        List<String> found = new ArrayList<>();
        for (Column column : table) {
            Object value = column.isProperty() ? null : element.getAttribute(column);
            if (value != null) {
                found.add(json(column.getTitle()) + ":" + json(value));
            }
        }
        return "{" + String.join(",", found) + "}";
    }

    private static String columns(Table table) {
        List<String> found = new ArrayList<>();
        for (Column column : table) {
            if (!column.isProperty()) {
                found.add(json(column.getTitle()) + ":" + json(column.getTypeClass().getSimpleName()));
            }
        }
        return "{" + String.join(",", found) + "}";
    }

    private static List<String> issues(Container container) {
        List<String> found = new ArrayList<>();
        Iterator<Issue> each = container.getReport().getIssues(1000);
        while (each.hasNext()) {
            Issue issue = each.next();
            found.add("[" + json(issue.getLevel().toString()) + "," + json(issue.getMessage()) + "]");
        }
        return found;
    }

    private static String json(Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value);
        }
        if (!value.getClass().isArray()) {
            return quoted(value.toString());
        }
        List<String> items = new ArrayList<>();
        for (int at = 0; at < Array.getLength(value); at++) {
            items.add(json(Array.get(value, at)));
        }
        return "[" + String.join(",", items) + "]";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
