// zh: 若干规划里的全部实体，以及各自在其中的第一处原文。
// en: All entities of some plans, and where each stands first in them.
// param plans: strings         规划的 id | ids of plans
MATCH (e:Entity)-[d:DESCRIBED_IN]->(:Document)
WHERE d.document IN $plans
WITH e, d
ORDER BY d.document
WITH e, head(collect(d {.page, .line, .quote})) AS d
RETURN e.id AS id, size(e.documents) AS documents, d.page AS page, d.line AS line, d.quote AS quote
ORDER BY id
