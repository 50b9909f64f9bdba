package dev.iischain.delivery;

import dev.iischain.delivery.HttpDouble.Fault;
import java.util.List;
import java.util.Map;

/** A case system that a test makes fail: one column of the table of faults. */
interface FaultySystem extends AutoCloseable {

  /** A new adapter for it, of little patience. */
  CaseTarget adapter();

  /** The next requests fail, so many of them. */
  void failNext(Fault fault, int times);

  /** One request that writes fails, after so many others that write. */
  void failWrite(Fault fault, int after);

  /** From now on what is written has its effect and gets no answer, all but the next so many. */
  void holdAnswers(int after);

  /** How often something was written and the answer kept back. */
  int held();

  /** How often something was written, answered or not. */
  int written();

  /** What the section of a configuration says of it, option by option. */
  Map<String, String> section();

  /** From now on nothing fails. */
  void recover();

  /** The records it holds about each case, by case id: the revision each shows. */
  Map<String, List<Long>> shown();

  /** How often it was asked for something. */
  int requests();

  /** Fails when a record holds anything twice. */
  default void checkRecords() {}

  @Override
  void close();
}
