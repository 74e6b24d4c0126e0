// Fields of lenses under which nothing falls any more. / 清理已无支撑的领域集领域
MATCH (f:LensField)
WHERE NOT (f)<-[:UNDER]-(:Entity)
DELETE f
