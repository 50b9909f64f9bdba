package dev.iischain.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** What must hold for every page, whatever the records hold. */
final class PageChecks {

  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-z0-9]+)((?: [a-z-]+=\"[^\"<>]*\")*)>");
  private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z-]+)=\"([^\"]*)\"");
  private static final Set<String> VOID = Set.of("meta");
  private static final Set<String> ALLOWED =
      Set.of(
          "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav",
          "section", "h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "dt", "dd", "div", "span", "a",
          "b", "small", "code", "time", "table", "thead", "tbody", "tr", "th", "td");
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "lang",
          "charset",
          "http-equiv",
          "content",
          "name",
          "class",
          "id",
          "href",
          "rel",
          "datetime",
          "data-label",
          "role",
          "scope",
          "aria-label",
          "aria-labelledby",
          "aria-hidden");

  private PageChecks() {}

  /** Asserts that a page is well formed, holds only our own markup and nothing that acts. */
  static void assertInert(String page) {
    assertThat(page).startsWith("<!DOCTYPE html>\n");
    assertThat(page)
        .contains(
            "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                + " 'unsafe-inline'; ");
    String body =
        page.substring("<!DOCTYPE html>\n".length(), page.indexOf("<style>") + 7)
            + page.substring(page.indexOf("</style>"));
    Deque<String> open = new ArrayDeque<>();
    Matcher tag = TAG.matcher(body);
    int tags = 0;
    while (tag.find()) {
      tags++;
      String name = tag.group(2);
      assertThat(ALLOWED).contains(name);
      assertAttributes(tag.group(3));
      if (tag.group(1).isEmpty()) {
        if (!VOID.contains(name)) {
          open.push(name);
        }
      } else {
        assertThat(open.pop()).isEqualTo(name);
      }
    }
    assertThat(open).isEmpty();
    assertThat(body.chars().filter(character -> character == '<').count()).isEqualTo(tags);
    assertThat(body.codePoints().filter(character -> character != '\n'))
        .noneMatch(dev.iischain.event.VisibleText::isHidden);
  }

  private static void assertAttributes(String attributes) {
    Matcher attribute = ATTRIBUTE.matcher(attributes);
    while (attribute.find()) {
      assertThat(ATTRIBUTES).contains(attribute.group(1));
      if (attribute.group(1).equals("href")) {
        assertThat(attribute.group(2))
            .matches("(\\.\\./index\\.html.*|cases/ch-[a-z2-7]{32}\\.html|https?://.*)");
      }
    }
  }
}
