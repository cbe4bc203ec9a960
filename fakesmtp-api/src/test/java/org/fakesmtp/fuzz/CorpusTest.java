package org.fakesmtp.fuzz;

class CorpusTest extends Replay {}
