import java.awt.Font;
import java.io.File;
import org.gephi.io.exporter.api.ExportController;
import org.gephi.io.exporter.preview.PNGExporter;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.preview.api.PreviewController;
import org.gephi.preview.api.PreviewProperties;
import org.gephi.preview.api.PreviewProperty;
import org.gephi.preview.types.DependantOriginalColor;
import org.gephi.preview.types.EdgeColor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/**
 * Saves what Gephi's preview shows of a file as it opens, without any layout:
 * GephiPicture IN OUT.png FONT WIDTH HEIGHT. Needs a display (xvfb-run).
 */
public class GephiPicture {
    public static void main(String[] args) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        Workspace workspace = projects.getCurrentWorkspace();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        Container container = importer.importFile(new File(args[0]));
        importer.process(container, new DefaultProcessor(), workspace);
        choose(Lookup.getDefault().lookup(PreviewController.class).getModel().getProperties(), args[2]);
        ExportController exporter = Lookup.getDefault().lookup(ExportController.class);
        PNGExporter png = (PNGExporter) exporter.getExporter("png");
        png.setWidth(Integer.parseInt(args[3]));
        png.setHeight(Integer.parseInt(args[4]));
        exporter.exportFile(new File(args[1]), png);
        System.exit(0);
    }

    /** What the guide tells the reader to choose in the window Preview. */
    private static void choose(PreviewProperties properties, String font) {
        properties.putValue(PreviewProperty.SHOW_NODE_LABELS, true);
        properties.putValue(PreviewProperty.NODE_LABEL_FONT, new Font(font, Font.PLAIN, 12));
        properties.putValue(PreviewProperty.NODE_LABEL_PROPORTIONAL_SIZE, false);
        properties.putValue(PreviewProperty.NODE_LABEL_OUTLINE_SIZE, 4f);
        properties.putValue(PreviewProperty.SHOW_EDGE_LABELS, false);
        properties.putValue(PreviewProperty.EDGE_THICKNESS, 1.5f);
        properties.putValue(PreviewProperty.ARROW_SIZE, 4f);
        properties.putValue(PreviewProperty.EDGE_COLOR, new EdgeColor(EdgeColor.Mode.ORIGINAL));
        properties.putValue(PreviewProperty.EDGE_CURVED, true);
    }
}
