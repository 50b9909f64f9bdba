package dev.iischain.deploy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the Dockerfile puts into the image.
 *
 * @param base the image it starts from
 * @param jar where the job jar lies
 * @param fileSystems the schemes of the file systems that are there beside the local one
 * @param user the number of the user that it runs as
 */
record ImageFile(String base, String jar, Set<String> fileSystems, String user) {

  static ImageFile read() {
    return of(Repository.text(Repository.DEPLOY.resolve("docker/Dockerfile")));
  }

  static ImageFile of(String text) {
    Set<String> schemes = new TreeSet<>();
    if (first("(?m)^ARG PLUGIN=(\\S+)", text).startsWith("s3-fs-")) {
      schemes.add("s3");
    }
    return new ImageFile(
        first("(?m)^FROM (\\S+)", text),
        first("(?m)^COPY --from=jar .* /jar/iis-chain\\.jar (\\S+)", text),
        schemes,
        first("(?m)^USER (\\d+)", text));
  }

  /** What is wrong with the name by which a manifest calls the image. */
  List<String> nameProblems(@Nullable Object name) {
    String wanted = "iis-chain:" + Repository.releaseVersion();
    return wanted.equals(name)
        ? List.of()
        : List.of("the image is '" + name + "' instead of '" + wanted + "'.");
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
