package dev.iischain.report;

import dev.iischain.event.UtcTime;
import java.time.Instant;

/**
 * A page in the making. Only {@link #raw} takes markup, and only literals of this package may be
 * given to it; whatever comes from a record goes through {@link Html}.
 */
final class Markup {

  private final StringBuilder page = new StringBuilder(16_384);

  /** Appends markup that this package wrote itself. */
  Markup raw(String markup) {
    page.append(markup);
    return this;
  }

  /** Appends text. */
  Markup text(String text) {
    Html.text(page, text);
    return this;
  }

  /** Appends a number. */
  Markup number(long number) {
    page.append(number);
    return this;
  }

  /** Appends an attribute with a blank before it, inside of a tag that {@link #raw} left open. */
  Markup attribute(String name, String value) {
    page.append(' ').append(name).append("=\"");
    Html.attribute(page, value);
    page.append('"');
    return this;
  }

  /** Appends text in an element without attributes, such as {@code code}. */
  Markup element(String name, String text) {
    page.append('<').append(name).append('>');
    Html.text(page, text);
    page.append("</").append(name).append('>');
    return this;
  }

  /** Appends text in an element with a class. */
  Markup element(String name, String styleClass, String text) {
    page.append('<').append(name);
    attribute("class", styleClass).raw(">").text(text);
    page.append("</").append(name).append('>');
    return this;
  }

  /** Appends a link. */
  Markup link(String url, String text) {
    return raw("<a").attribute("href", url).raw(">").text(text).raw("</a>");
  }

  /** Appends a link out of the report; the site learns nothing of where it was followed from. */
  Markup outsideLink(String url, String text) {
    return raw("<a rel=\"noopener noreferrer\"")
        .attribute("href", url)
        .raw(">")
        .text(text)
        .raw("</a>");
  }

  /** Appends a time in UTC with milliseconds, the day apart from the time of day. */
  Markup time(Instant time) {
    String spelled = UtcTime.format(time);
    return raw("<time")
        .attribute("datetime", spelled)
        .raw("><span class=\"day\">")
        .text(spelled.substring(0, 10))
        .raw("</span> <span class=\"clock\">")
        .text(spelled.substring(11, 23))
        .raw("</span></time>");
  }

  /** The page so far. */
  @Override
  public String toString() {
    return page.toString();
  }
}
