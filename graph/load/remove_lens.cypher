// A lens goes: its fields and what falls under them. $lens. / 移除领域集
MATCH (f:LensField {lens: $lens})
DETACH DELETE f
