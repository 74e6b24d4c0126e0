import java.awt.Font;
import java.io.File;
import org.gephi.io.exporter.api.ExportController;
import org.gephi.io.exporter.preview.SVGExporter;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.preview.api.PreviewController;
import org.gephi.preview.api.PreviewProperties;
import org.gephi.preview.api.PreviewProperty;
import org.gephi.preview.types.EdgeColor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/**
 * Saves what Gephi's preview shows of a file as it opens, without any layout:
 * GephiPicture IN OUT.svg FONT SIZE. An SVG, because Gephi's PNG wants a display.
 */
public class GephiPicture {
    public static void main(String[] args) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        Workspace workspace = projects.getCurrentWorkspace();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        Container container = importer.importFile(new File(args[0]));
        importer.process(container, new DefaultProcessor(), workspace);
        Font font = new Font(args[2], Font.PLAIN, Integer.parseInt(args[3]));
        choose(Lookup.getDefault().lookup(PreviewController.class).getModel().getProperties(), font);
        ExportController exporter = Lookup.getDefault().lookup(ExportController.class);
        SVGExporter svg = (SVGExporter) exporter.getExporter("svg");
        exporter.exportFile(new File(args[1]), svg);
        System.exit(0);
    }

    /** What the guide tells the reader to choose in the window Preview. */
    private static void choose(PreviewProperties properties, Font font) {
        properties.putValue(PreviewProperty.SHOW_NODE_LABELS, true);
        properties.putValue(PreviewProperty.NODE_LABEL_FONT, font);
        properties.putValue(PreviewProperty.NODE_LABEL_PROPORTIONAL_SIZE, false);
        properties.putValue(PreviewProperty.NODE_LABEL_OUTLINE_SIZE, 3f);
        properties.putValue(PreviewProperty.EDGE_COLOR, new EdgeColor(EdgeColor.Mode.ORIGINAL));
        properties.putValue(PreviewProperty.EDGE_CURVED, true);
        properties.putValue(PreviewProperty.EDGE_THICKNESS, 1.5f);
        properties.putValue(PreviewProperty.ARROW_SIZE, 4f);
    }
}
