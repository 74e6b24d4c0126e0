// Entities: the label Entity and the label of the type. $rows: id, type. What an
// entity says of itself is set by entity_properties.cypher.
// 实体节点:Entity 标签与类型标签
UNWIND $rows AS row
FOREACH (_ IN CASE row.type WHEN 'TechField' THEN [1] ELSE [] END | MERGE (:Entity:TechField {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'Laboratory' THEN [1] ELSE [] END | MERGE (:Entity:Laboratory {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'Facility' THEN [1] ELSE [] END | MERGE (:Entity:Facility {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'InnovationCenter' THEN [1] ELSE [] END | MERGE (:Entity:InnovationCenter {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'TechPlatform' THEN [1] ELSE [] END | MERGE (:Entity:TechPlatform {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'IndustrialPark' THEN [1] ELSE [] END | MERGE (:Entity:IndustrialPark {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'University' THEN [1] ELSE [] END | MERGE (:Entity:University {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'ResearchInstitute' THEN [1] ELSE [] END | MERGE (:Entity:ResearchInstitute {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'Enterprise' THEN [1] ELSE [] END | MERGE (:Entity:Enterprise {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'Hospital' THEN [1] ELSE [] END | MERGE (:Entity:Hospital {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'Government' THEN [1] ELSE [] END | MERGE (:Entity:Government {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'Association' THEN [1] ELSE [] END | MERGE (:Entity:Association {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'IndustryChain' THEN [1] ELSE [] END | MERGE (:Entity:IndustryChain {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'IndustryCluster' THEN [1] ELSE [] END | MERGE (:Entity:IndustryCluster {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'FutureIndustry' THEN [1] ELSE [] END | MERGE (:Entity:FutureIndustry {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'ServiceIndustry' THEN [1] ELSE [] END | MERGE (:Entity:ServiceIndustry {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'Project' THEN [1] ELSE [] END | MERGE (:Entity:Project {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'Indicator' THEN [1] ELSE [] END | MERGE (:Entity:Indicator {id: row.id}))
FOREACH (_ IN CASE row.type WHEN 'Area' THEN [1] ELSE [] END | MERGE (:Entity:Area {id: row.id}))
