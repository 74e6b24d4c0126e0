// zh: 全部领域集的领域：领域集、领域、名称。
// en: The fields of all lenses: lens, field, names.
MATCH (f:LensField)
RETURN f.lens AS lens, f.field AS field, f.name AS name, f.name_en AS name_en, f.order AS field_order
ORDER BY lens, field_order
