package dev.iischain.operator;

/** An alert belongs to a case. */
public record CaseLink(String alertId, String caseId) {}
