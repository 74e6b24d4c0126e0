// What is running now, to find a query that took too long. / 正在运行的查询
SHOW TRANSACTIONS
