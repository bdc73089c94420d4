"""The thesaurus that comes with the product: what people say leads to what documents say."""

from __future__ import annotations

import pytest

from gongkai.rules.segmentation.query import read_query
from gongkai.rules.segmentation.thesaurus import thesaurus

WORDS = thesaurus()


@pytest.mark.parametrize(("said", "meant"), [
    ("低保怎么申请", "最低生活保障"), ("五保户", "特困人员"), ("公租房", "公共租赁住房"),
    ("环评", "环境影响评价"), ("管委会", "管理委员会"), ("征地", "土地征收"),
    ("拆迁", "房屋征收"), ("酒驾怎么处罚", "饮酒后驾驶机动车"), ("户口本", "常住户口"),
    ("身份证丢了", "遗失"), ("欠薪", "拖欠工资"), ("失业金怎么领", "失业保险金"),
    ("工伤", "工伤认定"), ("养老院", "养老机构"), ("电瓶车", "电动自行车"),
    ("车祸", "交通事故"), ("物业费", "物业服务费"), ("业委会", "业主委员会"),
    ("违章建筑", "违法建设"), ("房产证", "不动产权属证书"), ("半夜施工", "夜间"),
    ("太吵", "噪声"), ("放鞭炮", "燃放"), ("被狗咬", "饲养的动物"),
    ("假货", "假冒"), ("网购", "网络购物"), ("会员卡", "预付卡"),
    ("跑路", "终止经营"), ("个体户", "个体工商户"), ("营业执照", "设立登记"),
    ("红头文件", "规范性文件"), ("上访", "信访"), ("打官司", "诉讼"),
    ("罚款不服", "行政复议"), ("家暴", "家庭暴力"), ("校园霸凌", "学生欺凌"),
    ("当兵", "应征"), ("住建局", "住房和城乡建设局"), ("卫健委", "卫生健康委员会"),
    ("人社局", "人力资源和社会保障局"), ("捡到钱包", "遗失物"), ("高空抛物", "抛掷物品"),
    ("学区", "就近入学"), ("暖气不热", "供热"),
])  # fmt: skip
def test_what_people_say_means_what_documents_say(said: str, meant: str) -> None:
    forms = {form for one in read_query(said, WORDS).concepts for form in one.forms}
    assert meant in forms


@pytest.mark.parametrize(("asked", "answer", "other"), [
    ("多久答复", "二十个工作日内予以答复", "应当予以答复"),
    ("罚多少", "处二百元以上五百元以下罚款", "鼓励和支持"),
    ("几岁上学", "年满六周岁的儿童", "儿童应当入学"),
    ("带什么材料", "应当提交下列证件和证明材料", "应当亲自办理"),
    ("怎么投诉", "可以向主管部门投诉、举报", "应当公布电话"),
    ("谁负责", "由侵权人依法承担赔偿责任", "应当妥善保管"),
])  # fmt: skip
def test_a_way_of_asking_knows_its_answer(asked: str, answer: str, other: str) -> None:
    questions = read_query(asked, WORDS).questions
    assert questions
    assert sum(one.share(answer) for one in questions) > sum(one.share(other) for one in questions)


def test_every_weight_is_a_share_and_no_word_means_itself() -> None:
    for word, meanings in WORDS.meanings.items():
        assert word not in meanings
        assert all(0 < weight < 1 for weight in meanings.values())
    assert len(WORDS.meanings) > 2_000
