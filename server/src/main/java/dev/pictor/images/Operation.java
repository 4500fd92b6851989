package dev.pictor.images;

import static dev.pictor.images.InputField.optional;
import static dev.pictor.images.InputField.required;
import static dev.pictor.images.OperationParameters.BOOK_PAGE_PARAMETERS;
import static dev.pictor.images.OperationParameters.CUT_OUT_PARAMETERS;
import static dev.pictor.images.OperationParameters.RESTORE_PARAMETERS;
import static dev.pictor.images.OperationParameters.SKETCH_PARAMETERS;
import static dev.pictor.images.OperationParameters.SWAP_PARAMETERS;
import static dev.pictor.images.OperationParameters.THEME_PARAMETERS;
import static dev.pictor.images.OperationParameters.THUMBNAIL_PARAMETERS;
import static dev.pictor.images.OperationParameters.UPSCALE_PARAMETERS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a job, or a step of a pipeline, can ask for: its pictures, its parameters, and the passes
/// that they come to.
public final class Operation {
  /// A photograph drawn or painted, in one of seven styles by one of three methods.
  public static final Operation SKETCH =
      new Operation(
          "sketch",
          "Draw or paint a photograph.",
          List.of(required(Role.INPUT, "input", "The photograph.", "image_url")),
          SKETCH_PARAMETERS,
          OperationSteps::sketch);

  /// The face of one picture on the people of another.
  public static final Operation FACE_SWAP =
      new Operation(
          "face_swap",
          "Put the face of one picture onto faces of another.",
          List.of(
              required(Role.INPUT, "target", "The picture whose faces are replaced."),
              required(Role.SOURCE, "source", "The picture with the new face.", "src_face_url")),
          SWAP_PARAMETERS,
          OperationSteps::faceSwap);

  /// Blurred, noisy or blocky faces made clearer.
  public static final Operation FACE_RESTORE =
      new Operation(
          "face_restore",
          "Make blurred, noisy or blocky faces clearer.",
          List.of(required(Role.INPUT, "input", "The photograph.", "input_image_url")),
          RESTORE_PARAMETERS,
          OperationSteps::faceRestore);

  /// A picture with twice to four times the width and height, and sharp.
  public static final Operation UPSCALE =
      new Operation(
          "upscale",
          "Make a picture larger, with detail.",
          List.of(required(Role.INPUT, "input", "The picture.", "input_image_url")),
          UPSCALE_PARAMETERS,
          OperationSteps::upscale);

  /// A filter that dresses up every face it finds.
  public static final Operation THEME =
      new Operation(
          "theme",
          "Dress faces up: caps, masks and uniforms that follow the face.",
          List.of(required(Role.INPUT, "input", "The photograph.")),
          THEME_PARAMETERS,
          OperationSteps::theme);

  /// A child's face on the page of a picture book.
  public static final Operation BOOK_PAGE =
      new Operation(
          "book_page",
          "Put a person into the page of a picture book, in the page's medium.",
          List.of(
              required(Role.INPUT, "page", "The page, drawn or photographed.", "target_url"),
              required(Role.SOURCE, "source", "A photograph of the person.", "photo_url")),
          BOOK_PAGE_PARAMETERS,
          OperationSteps::bookPage);

  /// A person without the background.
  public static final Operation CUT_OUT =
      new Operation(
          "cut_out",
          "Cut a person out of the background.",
          List.of(required(Role.INPUT, "input", "The photograph.")),
          CUT_OUT_PARAMETERS,
          OperationSteps::cutOut);

  /// A thumbnail for a video or a post.
  public static final Operation THUMBNAIL =
      new Operation(
          "thumbnail",
          "Make a thumbnail: a person, words and a background.",
          List.of(
              optional(Role.INPUT, "selfie", "A photograph of the person.", "input_url"),
              optional(Role.REFERENCE, "ref", "Something to show beside the person."),
              optional(Role.COPY_TARGET, "copy_target", "A thumbnail whose layout is taken over.")),
          THUMBNAIL_PARAMETERS,
          OperationSteps::thumbnail);

  /// Every operation, in the order of the documentation.
  public static final List<Operation> ALL =
      List.of(SKETCH, FACE_SWAP, FACE_RESTORE, UPSCALE, THEME, BOOK_PAGE, CUT_OUT, THUMBNAIL);

  /// Several operations in one job, each working on the result of the one before.
  public static final String PIPELINE = "pipeline";

  private static final Map<String, String> ALIASES =
      Map.of("face_restoration", "face_restore", "upscaling", "upscale");

  private final String word;
  private final String sentence;
  private final List<InputField> inputs;
  private final List<Parameter> parameters;
  private final Function<Params, List<Generation.Step>> steps;

  private Operation(
      String word,
      String sentence,
      List<InputField> inputs,
      List<Parameter> parameters,
      Function<Params, List<Generation.Step>> steps) {
    this.word = word;
    this.sentence = sentence;
    this.inputs = inputs;
    this.parameters = parameters;
    this.steps = steps;
  }

  /// The name in requests, in the database and in metrics.
  public String word() {
    return word;
  }

  /// What it does, for people.
  public String sentence() {
    return sentence;
  }

  /// Its pictures; the one that is worked on comes first.
  public List<InputField> inputs() {
    return inputs;
  }

  public List<Parameter> parameters() {
    return parameters;
  }

  /// The passes that these parameters come to; inputs belong to those that use them.
  List<Generation.Step> steps(Params params) {
    return steps.apply(params);
  }

  /// Reads parameters alone, for callers whose pictures are no uploads.
  ///
  /// @param faults what is wrong is added to it
  /// @return empty when something was wrong
  public Optional<Generation> read(ObjectNode given, List<FieldError> faults) {
    Params params = Params.read(parameters, given, "", faults);
    return faults.isEmpty() ? Optional.of(Generation.of(steps(params))) : Optional.empty();
  }

  /// The operation of this name, or of a name that clients of older services use.
  public static Optional<Operation> find(String name) {
    String known = ALIASES.getOrDefault(name, name);
    return ALL.stream().filter(each -> each.word.equals(known)).findFirst();
  }

  /// Names that clients of older services use for an operation.
  static List<String> aliases(Operation operation) {
    return ALIASES.entrySet().stream()
        .filter(alias -> alias.getValue().equals(operation.word))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Every kind of job: the operations, and chains of them.
  public static List<String> kinds() {
    return Stream.concat(ALL.stream().map(Operation::word), Stream.of(PIPELINE)).toList();
  }

  @Override
  public String toString() {
    return word;
  }
}
