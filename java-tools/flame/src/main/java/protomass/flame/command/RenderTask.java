package protomass.flame.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import protomass.core.artefact.Acceptance;
import protomass.core.command.StandardOptions;
import protomass.core.error.BadInputException;
import protomass.core.file.AtomicOutput;
import protomass.core.json.Json;
import protomass.flame.kernel.Kernels;
import protomass.flame.png.PngEncoder;
import protomass.flame.render.FlameRenderer;
import protomass.flame.render.FlameSettings;
import protomass.flame.render.OrbitEscapes;
import protomass.flame.render.Picture;
import protomass.flame.shard.SampleRecord;

/** Redraws one image from its record. */
record RenderTask(StandardOptions standard, ImageOptions image) {
  void run(Path file, Path out) {
    JsonNode tree = SampleRecord.complete(Json.readForeign(file, JsonNode.class));
    SampleRecord sample = Json.bind(file, tree, SampleRecord.class);
    FlameSettings settings =
        new FlameSettings(
            sample.seed(),
            image.sizeOr(sample.size()),
            image.pointsOr(sample.points(), sample.size()),
            sample.flames(),
            sample.colour(),
            Acceptance.USUAL,
            sample.development());
    Picture picture = draw(file, sample, settings);
    AtomicOutput.file(out, temporary -> Files.write(temporary, PngEncoder.encode(picture)));
    standard.reportDone(out, "image %d of seed %d".formatted(sample.index(), sample.seed()));
  }

  private static Picture draw(Path file, SampleRecord sample, FlameSettings settings) {
    try {
      return new FlameRenderer(settings, Kernels.forPoints(settings.points()))
          .redraw(sample.genome(), sample.frame(), sample.index(), sample.attempts() - 1L);
    } catch (OrbitEscapes failure) {
      throw new BadInputException(
          file, failure.getMessage(), "give a genome whose maps contract", failure);
    }
  }
}
