// zh: 结果：实体、依据、理由、出处；按关系条数排序的取 value。
// en: The result: entities, basis, reasons, evidence; a ranking takes the column value.
WITH e, VALUE AS value, BASIS AS tie, EVIDENCE AS found
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       e.status AS status, e.amount AS amount, value, tie.basis AS basis,
       tie.confidence AS confidence, tie.via AS via, tie.reasons_zh AS reasons_zh,
       tie.reasons_en AS reasons_en,
       CASE WHEN size(found) = 0 THEN [e.page]
            ELSE coalesce(tie.pages, [tie.page]) + [r IN tail(found) | r.page] END AS pages,
       CASE WHEN size(found) = 0 THEN [e.line]
            ELSE coalesce(tie.lines, [tie.line]) + [r IN tail(found) | r.line] END AS lines,
       CASE WHEN size(found) = 0 THEN [e.quote]
            ELSE coalesce(tie.quotes, [tie.quote]) + [r IN tail(found) | r.quote] END AS quotes
ORDER BY type, id
