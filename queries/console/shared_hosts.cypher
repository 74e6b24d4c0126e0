// zh: 依托实验室与平台最多的机构。
// en: Institutions that host the most laboratories and platforms.
MATCH (thing:Entity)-[:HOSTED_BY]->(host:Entity)
RETURN host.name AS host, host.type AS type, count(thing) AS things, collect(thing.name) AS names
ORDER BY things DESC, host
LIMIT 20
