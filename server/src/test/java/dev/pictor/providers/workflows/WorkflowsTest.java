package dev.pictor.providers.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.engine.theme.Themes;
import dev.pictor.platform.Json;
import dev.pictor.providers.FromSide;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import dev.pictor.providers.ThemeShelf;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.SampleOrders;
import dev.pictor.providers.simulated.SimulatedComfy;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The templates that ship, what of a step goes into them, and those of the operator's folder.
class WorkflowsTest {
  private static final ThemeShelf THEMES = ThemeShelf.of(Themes::bundled);

  @TempDir private Path folder;

  private Workflows workflows() {
    return new Workflows(folder.resolve("workflows"), THEMES);
  }

  private List<String> serving(Generation.Step step) {
    return workflows().serving(step).stream().map(Workflow::id).toList();
  }

  private ObjectNode filled(Generation.Step step) throws Unfit {
    var orders = new SampleOrders(folder);
    var input = orders.picture(new Size(300, 200), Color.DARK_GRAY);
    var order =
        new Order(
            UUID.fromString("0e7d2b0e-1c9b-4b62-9d7a-5d8f3c1c2b1a"),
            step,
            "any",
            Map.of(Role.INPUT, input),
            step.resultOf(new Size(300, 200)),
            1,
            Order.MOST_SEED,
            "user",
            null);
    Workflow workflow = workflows().serving(step).getFirst();
    var sources = new HashMap<Role, Workflow.Source>();
    for (Role role : workflow.pictures().keySet()) {
      sources.put(role, new Workflow.Source.File(role.word() + ".jpg"));
    }
    return workflow.filled(Values.of(order, THEMES).orElseThrow(), sources);
  }

  private static JsonNode input(ObjectNode graph, String nodeClass, String name) {
    for (JsonNode node : graph) {
      if (node.path("class_type").asText().equals(nodeClass)) {
        return node.path("inputs").path(name);
      }
    }
    throw new AssertionError("no " + nodeClass);
  }

  @Test
  void aServerWithEveryNodeLacksNothingForWhatShips() throws IOException {
    try (InputStream in = SimulatedComfy.class.getResourceAsStream("object_info.json")) {
      Catalog catalog = Catalog.of(List.of(Json.MAPPER.readTree(in)));
      assertThat(workflows().all()).hasSize(10);
      assertThat(workflows().all())
          .allSatisfy(each -> assertThat(catalog.missing(each)).as(each.id()).isEmpty());
    }
  }

  @Test
  void optionsOfAFaceRestoreGoToTheirNodes() throws Unfit {
    ObjectNode graph = filled(new Generation.FaceRestore("gfpgan", true, 0.3, 0));
    assertThat(input(graph, "FaceRestoreModelLoader", "model_name").asText())
        .isEqualTo("GFPGANv1.4.pth");
    assertThat(input(graph, "FaceRestoreCFWithModel", "codeformer_fidelity").asDouble())
        .isEqualTo(0.3);
    assertThat(input(graph, "ImageSharpen", "alpha").asDouble()).isEqualTo(0.15);
    assertThat(input(graph, "LoadImage", "image").asText()).isEqualTo("input.jpg");
    assertThat(serving(new Generation.FaceRestore("builtin", true, 0.3, 0))).isEmpty();
  }

  @Test
  void aThumbnailGetsItsWordsItsSizeAndTheWorkOfItsQuality() throws Unfit {
    ObjectNode graph = filled(SampleOrders.THUMBNAIL);
    assertThat(input(graph, "TextEncodeQwenImageEditPlus", "prompt").asText())
        .contains(SampleOrders.THUMBNAIL.words().headline());
    assertThat(input(graph, "ImageScale", "width").asInt())
        .isEqualTo(SampleOrders.THUMBNAIL.frame().width());
    assertThat(input(graph, "EmptySD3LatentImage", "width").asInt() % 16).isZero();
    assertThat(input(graph, "KSampler", "steps").asInt()).isIn(12, 20, 28);
  }

  @Test
  void onlyTransparentCutOutsAreServed() throws Unfit {
    assertThat(serving(SampleOrders.CUT_OUT)).containsExactly("cut-out");
    assertThat(serving(new Generation.CutOut("#ff0000"))).isEmpty();
    assertThat(input(filled(SampleOrders.CUT_OUT), "InspyrenetRembg", "image").get(0).asText())
        .isEqualTo("1");
  }

  @Test
  void aChangeInItsFilesIsAnotherEdition() throws IOException {
    put("own", MANIFEST, GRAPH);
    String before = workflows().find("own").map(Workflow::edition).orElseThrow();
    assertThat(before).startsWith("own@").hasSize(20);
    put("own", MANIFEST.replace("Negative", "Other"), GRAPH);
    assertThat(workflows().find("own").map(Workflow::edition).orElseThrow()).isNotEqualTo(before);
  }

  @Test
  void aSizeOfTilesChoosesTheTemplateThatHasTiles() throws Unfit {
    assertThat(serving(new Generation.Upscale("auto", 3, 0))).containsExactly("upscale");
    assertThat(serving(new Generation.Upscale("auto", 3, 512)))
        .containsExactly("upscale-tiles", "upscale");
    assertThat(serving(new Generation.Upscale("a model of nobody", 3, 0))).isEmpty();
    ObjectNode whole = filled(new Generation.Upscale("auto", 3, 0));
    assertThat(input(whole, "ImageScale", "width").asInt()).isEqualTo(900);
    assertThat(input(whole, "ImageScale", "height").asInt()).isEqualTo(600);
    ObjectNode tiles = filled(new Generation.Upscale("auto", 3, 512));
    assertThat(input(tiles, "UltimateSDUpscale", "tile_width").asInt()).isEqualTo(512);
    assertThat(input(tiles, "UltimateSDUpscale", "upscale_by").asDouble()).isEqualTo(3);
    assertThat(input(tiles, "UltimateSDUpscale", "seed").asLong()).isEqualTo(Order.MOST_SEED);
  }

  @Test
  void facesAreCountedAsTheyWereMeant() throws Unfit {
    var third = new Generation.FaceSwap(FaceChoice.at(1), FaceChoice.at(2), 0.5, 0.5, null);
    ObjectNode swap = filled(third);
    assertThat(input(swap, "ReActorOptions", "input_faces_index").asText()).isEqualTo("2");
    assertThat(input(swap, "ReActorOptions", "source_faces_index").asText()).isEqualTo("1");
    assertThat(input(swap, "ReActorOptions", "input_faces_order").asText())
        .isEqualTo("large-small");
    assertThat(input(swap, "ImageBlend", "blend_factor").asDouble()).isEqualTo(0.25);
    ObjectNode page =
        filled(
            new Generation.BookPage(
                FaceChoice.largest(), new FromSide(FromSide.Side.RIGHT, 2), null, "auto", 1, ""));
    assertThat(input(page, "ReActorOptions", "input_faces_order").asText()).isEqualTo("right-left");
    assertThat(input(page, "ReActorOptions", "input_faces_index").asText()).isEqualTo("1");
  }

  @Test
  void whatReActorCannotDoIsNotServed() {
    var lora = new Generation.FaceSwap(FaceChoice.largest(), FaceChoice.all(), 1, 1, "her-face");
    var box =
        new Generation.BookPage(
            FaceChoice.all(), null, new Generation.Box(1, 1, 9, 9), "auto", 1, "");
    assertThat(serving(lora)).isEmpty();
    assertThat(serving(box)).isEmpty();
  }

  @Test
  void aThemeBringsItsLoraItsWordsAndItsStrength() throws Unfit {
    ObjectNode graph = filled(new Generation.Theme("field-nurse", 0, 1, 5, false));
    assertThat(input(graph, "LoraLoader", "lora_name").asText())
        .isEqualTo("nurse-field-nurse.safetensors");
    assertThat(input(graph, "LoraLoader", "strength_clip").asDouble()).isEqualTo(0.8);
    assertThat(input(graph, "KSampler", "denoise").asDouble()).isEqualTo(0.7);
    assertThat(input(graph, "CLIPTextEncode", "text").asText()).startsWith("1940s photograph");
    assertThat(input(graph, "ImageScale", "width").asInt()).isEqualTo(1280);
    assertThat(input(graph, "ImageScale", "height").asInt()).isEqualTo(832);
  }

  // The operator's folder.

  private static final String GRAPH =
      """
      {"1": {"class_type": "LoadImage", "inputs": {"image": "x.png"}},
       "2": {"class_type": "ImageInvert", "inputs": {"image": ["1", 0]}},
       "3": {"class_type": "SaveImage", "inputs": {"images": ["2", 0], "filename_prefix": "x"}}}
      """;
  private static final String MANIFEST =
      """
      {"name": "Negative", "serves": "cut_out", "output": "3",
       "pictures": {"input": {"node": "1", "input": "image"}},
       "parameters": {"file": {"node": "3", "input": "filename_prefix", "type": "text",
                               "default": "negative"}}}
      """;

  private void put(String id, String manifest, String graph) throws IOException {
    Path own = Files.createDirectories(folder.resolve("workflows").resolve(id));
    Files.writeString(own.resolve("template.json"), manifest);
    Files.writeString(own.resolve("workflow.json"), graph);
  }

  @Test
  void aTemplateOfTheFolderServesFromTheMomentItLiesThere() throws IOException, Unfit {
    Workflows workflows = workflows();
    assertThat(workflows.serving(SampleOrders.CUT_OUT))
        .extracting(Workflow::id)
        .containsExactly("cut-out");
    put("negative", MANIFEST, GRAPH);
    Workflow own = workflows.serving(SampleOrders.CUT_OUT).getFirst();
    assertThat(own.name()).isEqualTo("Negative");
    assertThat(input(filled(SampleOrders.CUT_OUT), "SaveImage", "filename_prefix").asText())
        .isEqualTo("negative");
    put("negative", MANIFEST.replace("\"Negative\"", "\"The negative of it\""), GRAPH);
    assertThat(workflows.find("negative").map(Workflow::name)).contains("The negative of it");
    Files.delete(folder.resolve("workflows/negative/template.json"));
    assertThat(workflows.find("negative")).isEmpty();
    assertThat(workflows.broken()).containsOnlyKeys("negative");
  }

  @Test
  void oneOfTheSameNameTakesThePlaceOfWhatShipsUnlessItIsBroken() throws IOException {
    put("face-restore", MANIFEST.replace("cut_out", "face_restore"), GRAPH);
    assertThat(workflows().find("face-restore").map(Workflow::name)).contains("Negative");
    put("face-restore", "{", GRAPH);
    assertThat(workflows().find("face-restore").map(Workflow::name))
        .contains("Face restore (CodeFormer or GFPGAN)");
    assertThat(workflows().broken().get("face-restore")).contains("template.json is not JSON");
  }

  @Test
  void whatIsWrongIsSaidWithFileFieldAndWhatIsAllowed() {
    assertThat(fault(MANIFEST.replace("cut_out", "polish"), GRAPH))
        .isEqualTo(
            "workflow own: template.json: serves is one of book_page, cut_out, face_restore,"
                + " face_swap, sketch, theme, thumbnail, upscale");
    assertThat(fault(MANIFEST.replace("\"output\": \"3\"", "\"output\": \"8\""), GRAPH))
        .isEqualTo("workflow own: template.json: output is a node of workflow.json, not \"8\"");
    assertThat(fault(MANIFEST.replace("\"node\": \"1\"", "\"node\": \"7\""), GRAPH))
        .contains("pictures.input.node is a node of workflow.json, not \"7\"");
    assertThat(fault(MANIFEST.replace("\"input\": {", "\"selfie\": {"), GRAPH))
        .contains("pictures.selfie is not a picture; there are input, source");
    assertThat(fault(MANIFEST.replace("\"text\"", "\"whole\""), GRAPH))
        .contains("parameters.file.default is wrong: file is a whole number");
    assertThat(fault(MANIFEST.replace("\"default\"", "\"from\""), GRAPH))
        .contains("parameters.file.from is one of background, blend");
    assertThat(fault(MANIFEST.replace("\"name\"", "\"nome\""), GRAPH))
        .contains("nome is not known");
    assertThat(fault(MANIFEST, GRAPH.replace("[\"2\", 0]", "[\"9\", 0]")))
        .contains("workflow.json: node 3: images is linked to node 9, which is not there");
    assertThat(fault(MANIFEST, "{\"nodes\": [], \"links\": []}")).contains("Export (API)");
    assertThat(fault(MANIFEST, "[]")).contains("workflow.json is an object of nodes");
    assertThat(fault("", GRAPH)).contains("template.json");
  }

  private static String fault(String manifest, String graph) {
    try {
      return "it was read: " + WorkflowReader.read("own", manifest, graph);
    } catch (BadWorkflow e) {
      return String.valueOf(e.getMessage());
    }
  }
}
