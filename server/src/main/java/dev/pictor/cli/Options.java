package dev.pictor.cli;

import dev.pictor.images.InputField;
import dev.pictor.images.Parameter;
import dev.pictor.providers.Role;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A command's options, made from the operation's table of parameters.
final class Options {
  private Options() {}

  static CommandSpec of(Verb verb) {
    CommandSpec spec = CommandSpec.create().name(verb.name());
    spec.mixinStandardHelpOptions(false);
    spec.usageMessage()
        .customSynopsis("pictor " + verb.name() + " " + verb.files() + " -o OUT [options]")
        .description(verb.operation().sentence(), "")
        .sortOptions(false)
        .width(100)
        .footer("", footer());
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .paramLabel(verb.files().replaceAll("[^A-Z ]", ""))
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(filesSentence(verb))
            .build());
    output(spec);
    verb.extra().forEach(role -> spec.addOption(picture(verb, role)));
    verb.operation().parameters().forEach(each -> spec.addOption(option(each)));
    spec.addOption(flag("--quiet", "-q", "Say nothing but what went wrong."));
    spec.addOption(
        text("--data", "FOLDER", "Where your models and themes are (PICTOR_DATA, or data)."));
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .arity("0")
            .type(boolean.class)
            .description("This text.")
            .build());
    return spec;
  }

  private static void output(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-o", "--output")
            .required(true)
            .paramLabel("OUT")
            .type(String.class)
            .description("A file, a folder, or - for the standard output.")
            .build());
    spec.addOption(flag("--force", "-f", "Replace what is there already."));
    spec.addOption(
        text("--output-format", "FORMAT", "png, jpeg or webp; else what OUT ends with, or png."));
    spec.addOption(
        OptionSpec.builder("--output-quality")
            .paramLabel("N")
            .type(Integer.class)
            .description("Of a JPEG or WebP: 1 to 100 (92).")
            .build());
  }

  private static OptionSpec flag(String name, String letter, String sentence) {
    return OptionSpec.builder(letter, name)
        .arity("0")
        .type(boolean.class)
        .description(sentence)
        .build();
  }

  private static OptionSpec text(String name, String label, String sentence) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(sentence)
        .build();
  }

  private static OptionSpec picture(Verb verb, Role role) {
    String sentence =
        verb.operation().inputs().stream()
            .filter(field -> field.slot().equals(role.word()))
            .map(InputField::sentence)
            .findFirst()
            .orElse("");
    return text(Wish.optionOf(role), "FILE", sentence);
  }

  /// A flag may be given without a value.
  private static OptionSpec option(Parameter parameter) {
    String takes = parameter.form().words();
    boolean isFlag = takes.equals("true or false");
    Object usual = parameter.fallback();
    String sentence =
        parameter.sentence()
            + " "
            + Character.toUpperCase(takes.charAt(0))
            + takes.substring(1)
            + (usual == null || "".equals(usual) ? "." : " (" + usual + ").");
    var option =
        OptionSpec.builder(Wish.optionOf(parameter.name()))
            .paramLabel(isFlag ? "YES" : "VALUE")
            .type(String.class)
            .required(parameter.isRequired())
            .description(isFlag ? parameter.sentence() : sentence);
    return isFlag ? option.arity("0..1").fallbackValue("true").build() : option.build();
  }

  private static String filesSentence(Verb verb) {
    String stdin = "One of them may be - for the standard input.";
    return switch (verb.name()) {
      case "swap" -> "The picture with the new face, then those whose faces are replaced. " + stdin;
      case "book" -> "A photograph of the person, then pages. " + stdin;
      case "thumbnail" ->
          "A photograph of the person, if there is to be one; - for the standard input.";
      default -> "JPEG, PNG, WebP or GIF. " + stdin;
    };
  }

  private static String footer() {
    return "Exit codes: 0 made, 64 called wrongly, 65 a picture cannot be used, 66 not there, 69 a"
        + " model cannot be used, 73 OUT is there already, 74 reading or writing failed, 75"
        + " try again.";
  }
}
