// zh: 各类关系的数量，按依据分开。
// en: How many relations there are of each type and basis.
MATCH (:Entity)-[r]->(:Entity)
RETURN type(r) AS type, r.basis AS basis, count(r) AS relations
ORDER BY type, basis
