package org.fakesmtp.server;

import org.fakesmtp.fuzz.Replay;

class CorpusTest extends Replay {}
