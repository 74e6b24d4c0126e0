// zh: 被不止一份规划写到的实体，以及这些规划。
// en: The things that more than one plan names, with these plans.
MATCH (e:Entity)
WHERE size(e.documents) > 1
RETURN e.id AS id, e.name AS name, e.documents AS documents
ORDER BY id
