package dev.iischain;

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
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "rule examples");
      xml.writeAttribute("tests", Integer.toString(results.size()));
      xml.writeAttribute(
          "failures", Long.toString(results.stream().filter(r -> !r.passed()).count()));
      for (RuleExamples.Result result : results) {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", result.rule());
        xml.writeAttribute("name", result.example().name());
        if (result.failure() != null) {
          xml.writeStartElement("failure");
          xml.writeAttribute("message", result.failure());
          xml.writeCharacters(result.file());
          xml.writeEndElement();
        }
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("JUnit XML cannot be written to memory", e);
    }
    return text.toString();
  }
}
