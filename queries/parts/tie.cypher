// zh: 与其他实体的一种关系：多少条，至少、至多几条。
// en: A kind of tie to other entities: which there are, and how many there must be.
// param ids: strings = null      另一端的 id | ids at the other end
// param types: strings = []      另一端的类型，空则全部 | types at the other end, all if empty
// param parts: strings = []      另一端名称须含其一 | words of which the other name holds one
// param kinds: strings = []      另一端的项目种类 | kinds of project at the other end
// param except: strings = []     另一端不算的 id | ids at the other end to leave out
// param bases: strings = []      依据，空则全部 | basis, all if empty
// param least: integer = 1       至少几条 | at least so many
// param most: integer = 100000   至多几条 | at most so many
WITH CARRIED, [PATTERN
  WHERE REACHED AND (tie.default IS NULL OR tie.default) AND ($ids IS NULL OR other.id IN $ids)
    AND (size($types) = 0 OR other.type IN $types) AND NOT other.id IN $except
    AND (size($kinds) = 0 OR other.kind IN $kinds)
    AND (size($bases) = 0 OR tie.basis IN $bases)
    AND (size($parts) = 0 OR any(p IN $parts WHERE other.name CONTAINS p
         OR any(a IN other.aliases WHERE a CONTAINS p))) | tie] AS ties
WITH * WHERE size(ties) >= $least AND size(ties) <= $most
