package protomass.nextflow;

import nextflow.plugin.BasePlugin;
import org.pf4j.PluginWrapper;

/** The plugin's entry, named in its manifest. Its extensions are listed in extensions.idx. */
public final class ProtomassPlugin extends BasePlugin {
  /** Called by Nextflow. */
  public ProtomassPlugin(PluginWrapper wrapper) {
    super(wrapper);
  }
}
