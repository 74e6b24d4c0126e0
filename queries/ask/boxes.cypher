// zh: 规划里各专栏的标题。
// en: The titles of the plan's boxes.
MATCH (p:Passage {kind: "row"})
RETURN DISTINCT p.section AS title
ORDER BY title
