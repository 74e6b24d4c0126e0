// Does the engine answer? / 引擎是否应答
RETURN 1 AS answer
