// Everything goes. For measurements and tests only. / 清空全图,仅用于测量与测试
MATCH (n) DETACH DELETE n
