package dev.iischain.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The frame around every page: no script, no request to anywhere, the style inside of the page. */
final class Page {

  private static final String STYLE = style();

  private Page() {}

  /** A whole document. */
  static String render(String title, Consumer<Markup> body) {
    Markup page = new Markup();
    page.raw(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="robots" content="noindex, nofollow">
            """)
        .element("title", title + " \u2013 iis-chain")
        .raw("\n<style>\n")
        .raw(STYLE)
        .raw("</style>\n</head>\n<body>\n");
    body.accept(page);
    return page.raw("</body>\n</html>\n").toString();
  }

  private static String style() {
    try (InputStream file = Page.class.getResourceAsStream("report.css")) {
      if (file == null) {
        throw new IllegalStateException("report.css is missing in the jar; build it again");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("report.css cannot be read", e);
    }
  }
}
