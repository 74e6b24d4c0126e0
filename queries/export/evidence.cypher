// zh: 实体在原文中的每一处：页码、行号、原文；不给 id 则为全部实体。
// en: Every place where entities stand in the text: page, line, quote; of all entities where no ids are given.
// param ids: strings = null          实体的 id | ids of entities
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity)-[m:MENTIONED_IN]->(:Passage)
WHERE ($ids IS NULL OR e.id IN $ids) AND ($plans IS NULL OR m.document IN $plans)
RETURN e.id AS id, m.document AS document, m.page AS page, m.line AS line, m.quote AS quote
ORDER BY id, document, line, page, quote
