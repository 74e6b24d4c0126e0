"""Sentences made by the forms of the genre: rows of firms, and of what firms build.

What a report says of firms it says in rows (推进甲集成电路、乙丙地二期等项目): where the brand
ends and the product begins is what a network must learn, and texts have too few of them. Rows
without any firm are among them, as in texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from random import Random

from bench.training.corpus import Example, Name
from bench.training.made import firm, hospital, towns, zone
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import well_known

Part = tuple[str, str]  # text, type of the name or ""
PRODUCTS = (
    "集成电路 封装测试 动力电池 储能电池 电池材料 正极材料 负极材料 隔膜 电解液 光伏组件 光伏玻璃 "
    "单晶硅 多晶硅 有机硅 工业硅 电子特气 电子级多晶硅 晶圆制造 先进封装 显示面板 柔性屏 存储芯片 "
    "功率半导体 碳化硅衬底 传感器 激光雷达 服务器 智能终端 光通信 光模块 光纤预制棒 PCB 覆铜板 "
    "新能源汽车 乘用车 商用车 整车 重卡 客车 发动机 变速器 轮毂 轮胎 线控底盘 汽车零部件 智能驾驶 "
    "工程机械 高端装备 智能装备 数控机床 工业机器人 人形机器人 减速器 轴承 风电装备 风机叶片 海上风电 "
    "氢能装备 电解槽 绿氢 绿色甲醇 绿色航煤 生物航煤 煤制油 煤制气 煤化工 煤制烯烃 炼化一体化 乙烯 丙烯 "
    "芳烃 己内酰胺 尼龙 聚酯 聚氨酯 聚碳酸酯 可降解塑料 氨纶 碳纤维 玻璃纤维 纤维 化纤 氟材料 氟化工 "
    "精细化工 催化剂 涂料 钛白粉 磷化工 磷酸铁锂 碳酸锂 锂电铜箔 铜箔 铝箔 电解铝 高端铝材 铝板带 铜加工 "
    "镍钴 钛材 特种钢 硅钢 高强钢 薄板 冷轧 焦钢一体化 镁合金 稀土永磁 新材料 绿色新材料 陶瓷 水泥 "
    "超白玻璃 纸业 浆纸一体化 生物制药 创新药 疫苗 原料药 中药 医疗器械 诊断试剂 血液制品 合成生物 氨基酸 "
    "赖氨酸 乳业 乳制品 奶粉 肉牛 生猪 屠宰 饲料 种业 白酒 啤酒 饮料 预制菜 食品 油脂 冷链 冷链物流 物流 "
    "数据中心 算力中心 智算中心 云计算 数据工厂 超级工厂 灯塔工厂 无人机 大飞机 飞机维修 航空发动机 "
    "商业航天 火箭 卫星 船舶 船舶修造 海工装备 轨道交通 低空经济 服装 家纺 家居 智能家居 智能家电 空调 "
    "压缩机 电机 电气 变压器 电缆 电力装备 储能 绿色储能 新型储能 抽水蓄能 热电联产 火电 煤电 光热 光伏 "
    "文旅 直播电商 销售 结算 消费金融 再制造 动力电池回收 固废利用 大豆蛋白 变性淀粉 植物油 速冻食品"
).split()
GOES_ON = (
    *("", "", "", "", "二期", "三期", "四期", "一期", "扩建", "扩能", "技改", "改造", "基地", "产业园区"),
    *("生产基地", "制造基地", "产业基地", "总部", "区域总部", "北方总部", "研发中心", "生产线", "二线"),
    *("全球研发中心", "交易中心", "工厂", "一体化", "项目二期", "增资扩产", "科学试验基地", "数字化车间"),
)
SIZES = ("20万吨", "100万吨", "年产30万吨", "60万千瓦", "2×100万千瓦", "10GWh", "50亿元", "12英寸", "8英寸")
WORKS = (
    *("西气东输四线", "机场三期", "抽水蓄能电站", "高铁", "高速公路", "特高压直流", "灌区", "引水工程"),
    *("国际物流枢纽", "算力枢纽", "城市更新", "老旧小区改造", "地下管网", "轨道交通三号线", "煤炭储备基地"),
    *("千万千瓦级新能源基地", "热电联产机组", "充电基础设施", "国家植物园", "会展中心", "科创走廊"),
)
CLASSES = (
    *("龙头企业", "领军企业", "头部企业", "链主企业", "重点企业", "知名企业", "民营企业", "优质企业", "央企"),
    *("企业", "一批企业", "一批龙头企业", "一批新锐企业", "骨干企业", "平台经济企业", "科技企业", "上市公司"),
)
BEFORE_PROJECTS = (
    *("推进", "加快推进", "加快", "抓好", "建成投产", "布局", "实施", "提速", "重点推进", "支持", "启动"),
    *("推动", "确保", "全力推进", "强力推进", "统筹推进", "做好", "建成", "开工建设", "谋划", "引进"),
)
BEHIND_PROJECTS = (
    *("等项目建设", "等重大项目", "等项目", "等重点项目实施", "等项目建成投产", "等项目落地", "等建设"),
    *("等项目投产达产", "等一批重大项目", "等大项目好项目", "等重大外资项目落地", "等3500多个拟竣工投产项目"),
    *("等百亿级项目加快推进", "项目", "等扩能建设", "等煤电项目", "等加快建设", "等投产增效", "等深化布局"),
)
DONE = (
    *("建成投产", "竣工投产", "开工建设", "顺利投产", "加快建设", "落地见效", "投产达效", "如期投产"),
    *("项目有序实施", "成功下线", "正式启用", "签约落户", "投入运营", "规模居国内第3位", "全面达产"),
)
FIRM_BEFORE = (
    *("支持", "推动", "依托", "培育了", "发挥", "引进", "鼓励", "壮大", "用好", "对接", "做强", "涌现出"),
)
FIRM_BEHIND = (
    *("做大做强", "扩能增产", "牵头组建创新联合体", "加快发展", "上市", "持续壮大", "布局新赛道", "引领作用"),
    *("增资扩产", "带动产业链上下游协同", "等加快成长", "重组优化", "稳健运营", "营收快速增长", "快速成长"),
)
FIRM_EVENTS = (
    *("科创板IPO成功过会", "跻身中国企业500强", "入选国家级制造业单项冠军", "营收突破千亿元", "在港交所上市"),
    *("增资扩股顺利完成", "区域总部落户", "销售总部落户", "参与绿电消纳调峰", "完成战略重组", "落户我市"),
)
THEN = (
    *("，", "，", "，加快形成新的增长点，", "，全省工业投资增长8.6%，", "，产业集群规模达到千亿级，"),
    *("，推动传统产业焕新、新兴产业壮大，", "，新增规上工业企业1200家，", "，做好要素保障，"),
)
NOTHING = (
    *("新增国家级专精特新“小巨人”企业48家", "战略性新兴产业增加值占比提高2个百分点", "打造具有竞争力的产业集群"),
    *("完善企业全生命周期服务", "以科技创新引领产业创新", "推动高端化、智能化、绿色化发展", "优化产业布局"),
)


def made_sentences(number: int, random: Random) -> list[Example]:
    """``number`` of them."""
    return [_sentence(random) for _ in range(number)]


def _sentence(random: Random) -> Example:
    make: Callable[[Random], Iterator[Part]] = random.choice(
        (_projects, _projects, _projects, _projects, _firms, _firms, _event, _done, _works, _care)
    )
    parts = list(make(random))
    if random.random() < 0.6:
        lead = random.choice(NOTHING) + random.choice(THEN)
        parts = [(lead, ""), *parts]
    if random.random() < 0.5:
        parts.append((random.choice(THEN) + random.choice(NOTHING), ""))
    return _joined([*parts, ("。", "")])


def _joined(parts: list[Part]) -> Example:
    text, names = "", []
    for words, label in parts:
        if label:
            names.append(Name(len(text), len(text) + len(words), label))
        text += words
    return Example(Sentence(text, 0), tuple(names), True, "enumerations")


def brand(random: Random) -> str:
    """A firm as a row has it, seldom with its legal form."""
    if random.random() < 0.35:
        return random.choice(_known())
    made = firm(random)
    return made if len(made) < 9 else random.choice(_known())


def _projects(random: Random) -> Iterator[Part]:
    yield random.choice(BEFORE_PROJECTS), ""
    for number in range(random.choice((1, 2, 3, 3, 4, 5))):
        yield ("、" if number else ""), ""
        yield from _project(random)
    yield random.choice(BEHIND_PROJECTS), ""


def _project(random: Random) -> Iterator[Part]:
    way = random.random()
    if way < 0.15:
        yield _town(random) + random.choice(WORKS), ""
    elif way < 0.2:
        yield random.choice(PRODUCTS) + random.choice(("基地", "项目", "改造", "")), ""
    elif way < 0.25:
        yield zone(random), "IndustrialPark"
    else:
        yield from _built(random)


def _built(random: Random) -> Iterator[Part]:
    """甲集成电路二期, 甲乙地基地, 甲20万吨乙烯."""
    yield brand(random), "Enterprise"
    where = _town(random) if random.random() < 0.25 else ""
    size = random.choice(SIZES) if random.random() < 0.15 else ""
    what = random.choice(PRODUCTS) if random.random() < 0.75 else ""
    yield where + size + what + (random.choice(GOES_ON) or ("" if what else "二期")), ""


def _firms(random: Random) -> Iterator[Part]:
    yield random.choice((*FIRM_BEFORE, random.choice(PRODUCTS) + "产业依托")), ""
    yield from _row(random)
    ways = ("等" + random.choice(CLASSES), "等" + random.choice(CLASSES), "等", "")
    yield random.choice(ways) + random.choice(FIRM_BEHIND), ""


def _row(random: Random) -> Iterator[Part]:
    for number in range(random.choice((1, 2, 3, 4, 6))):
        yield ("、" if number else ""), ""
        yield brand(random), "Enterprise"


def _event(random: Random) -> Iterator[Part]:
    yield from _row(random)
    yield random.choice(FIRM_EVENTS), ""


def _done(random: Random) -> Iterator[Part]:
    for number in range(random.choice((1, 1, 2, 3))):
        yield ("、" if number else ""), ""
        yield from _built(random)
    yield random.choice(DONE), ""


def _works(random: Random) -> Iterator[Part]:
    """A row without any firm."""
    yield random.choice(BEFORE_PROJECTS), ""
    rows = range(random.choice((2, 3, 4)))
    items = [_town(random) + random.choice(WORKS) for _ in rows]
    topics = [random.choice(PRODUCTS) + random.choice(("", "", "产业")) for _ in rows]
    some = random.choice((items, topics))
    yield "、".join(some) + random.choice(("等项目建设", "等重大工程", "等产业发展", "等领域突破")), ""


def _care(random: Random) -> Iterator[Part]:
    """A hospital and its branches, which are no names of their own."""
    yield random.choice(("推进", "建成", "加快", "支持")), ""
    yield hospital(random), "Hospital"
    yield _town(random) + random.choice(("院区", "分院", "院区二期")) + random.choice(("等项目", "投用")), ""


def _town(random: Random) -> str:
    return random.choice(towns())


@cache
def _known() -> list[str]:
    return sorted(well_known())
