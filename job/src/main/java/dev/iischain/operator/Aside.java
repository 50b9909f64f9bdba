package dev.iischain.operator;

import org.apache.flink.util.OutputTag;

/** Where a function puts what is not its main output; every context of Flink is one. */
interface Aside {

  <T> void put(OutputTag<T> tag, T value);
}
