package dev.iischain;

import dev.iischain.event.VisibleText;
import dev.iischain.rule.RuleExamples;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Example results as JUnit XML, for continuous integration. */
final class JUnitXml {

  private JUnitXml() {}

  static String of(List<RuleExamples.Result> results) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "rule examples");
      xml.writeAttribute("tests", Integer.toString(results.size()));
      xml.writeAttribute(
          "failures", Long.toString(results.stream().filter(r -> !r.passed()).count()));
      xml.writeAttribute("errors", "0");
      xml.writeAttribute("skipped", "0");
      for (RuleExamples.Result result : results) {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", printable(result.rule()));
        xml.writeAttribute("name", printable(result.example().name()));
        if (result.failure() != null) {
          xml.writeStartElement("failure");
          xml.writeAttribute("message", printable(result.failure()));
          xml.writeAttribute("type", "example");
          xml.writeCharacters(printable(text(result)));
          xml.writeEndElement();
        }
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("JUnit XML cannot be written to memory", e);
    }
    return text.toString();
  }

  private static String text(RuleExamples.Result result) {
    return result.file()
        + ":"
        + result.example().line()
        + "\n"
        + String.join("\n", result.explanation())
        + "\n";
  }

  /** The text without what XML cannot hold. */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    VisibleText.wellFormed(text)
        .codePoints()
        .map(c -> (c < ' ' && c != '\n' && c != '\t') || c == 0xfffe || c == 0xffff ? 0xfffd : c)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }
}
