import type { Lexicon } from './lexicon.ts';

/** The Chinese lexicon. */
export const ZH: Lexicon = {
  language: 'zh',
  tags: {
    count:
      '多少|有多少|多少个|多少次|多少条|多少笔|几个|几次|几条|数量|的数量|总数|次数|个数|条数|笔数|几笔|多少台|多少名|多少位|多少人|人数|多少单|多少份|多少张|多少件|多少辆|多少封|多少通|多少家|多少艘|多少批|多少场|多少趟|多少局|多少项|多少种|多少起|多少例|多少架|多少部|多少套|多少门|多少间|多少只|多少头|多少支|多少本|多少盘|多少座|多少处|多少行|多少遍|多少回|多少班|多少类|有几个|有几次|有几条|几张|几件|几辆|几台|几家|几份|几人|有多少人|有多少次|有多少条|有多少笔|有多少台|有多少单|有多少张|有多少份|有多少件|有多少辆|有多少家|有多少名|有多少位|数目|量是多少|统计数量|计数|总数量|共有多少|一共有多少|总共有多少',
    'how much': '是多少|为多少|多高|多大|多少钱|多重|多热|多贵|多满|多强|值是多少|是多少钱|多少金额',
    'how long':
      '多久|多长时间|多快|多慢|多长|多少时间|要多久|用了多久|花了多久|多长的时间|耗时多久|需要多久|平均要多久|用多久',
    sum: '总和|合计|总|总计|总共|一共|总额|共|累计|总量|总金额|总共是|总值|加起来|汇总|全部加起来',
    average: '平均|平均值|均值|的平均值|平均数|平均每|平均是|平均为|均|平均来说|平均下来',
    median: '中位数|中位',
    max: '最大|最大值|最高|峰值|最高值|最高的|最大的|峰值是|最强|最多达到|最高是|最大是',
    min: '最小|最小值|最低|最低值|最低的|最小的|最弱|最低是',
    distinct: '不同|不同的|唯一|独立|去重|不重复|不一样的|去重后|不同种|各不相同',
    ratio:
      '百分比|比例|占比|百分之几|比率|占|率|百分之多少|占多少|占多少比例|占多大比例|的比例|的占比|占总数|的百分比|多大比例|比重|几成',
    rate: '速率|频率',
    most: '最多|最多的|最常见|最频繁|最常见的|最频繁的|最严重|最严重的|次数最多|数量最多|出现最多|出现最多的|发生最多|最多次|最频繁地|最普遍|最高频|卖得最好|卖得最好的|最好|最受欢迎|最受欢迎的|最热门|最热门的|最差|最糟',
    least: '最少|最少的|最罕见|次数最少|数量最少|最不常见',
    top: '前|排名前|排名前列',
    bottom: '后|倒数',
    slowest:
      '最慢|最慢的|最长|耗时最长|耗时最长的|最久|时间最长|最耗时|最耗时的|耗时最多|用时最长|花的时间最长|等得最久|最久的',
    fastest: '最快|最快的|最短',
    largest: '最热|最重|最重的|最大的|最烫|最高温',
    smallest: '最冷|最轻|最轻的',
    dearest: '最贵|最贵的|最高价|金额最大|金额最高',
    cheapest: '最便宜',
    newest: '最新|最新的|最近的|最近|最后的|最新几条',
    oldest: '最早的|最旧',
    by: '按|按照|根据|各|各个|每个|每种|每|每台|每位|每名|每家|分组|分布|每张|每辆|每艘|每间|每门|每款|每类|每项|每所|每座|每条|每次|每笔|每单|每份|每件|每支|每处|每人|每只|每部|每批|各类|各种|各家|各地|各台|各位|各张|各项|各款|各级|各省|各自的|按不同|按照不同|分别按|按各|以|不同的每|在每个|在各个',
    each: '分别',
    which:
      '哪个|哪些|哪|什么|哪种|哪一个|哪台|哪家|哪位|是什么|哪条|哪几个|谁|哪张|哪辆|哪艘|哪间|哪门|哪款|哪类|哪项|哪部|哪座|哪所|哪支|哪批|哪一台|哪一家|哪一款|哪一条|哪一种|哪一类|哪一位|哪一项|哪一个的|哪名|哪份|哪件|哪次|哪笔|哪单|哪架|哪处|都有哪些|有什么|是哪个|是哪些|是哪',
    'over time': '趋势|随时间|变化趋势|走势|随时间变化|变化情况|变化曲线|的变化|趋势图|曲线',
    'every minute': '每分钟|按分钟|每一分钟|逐分钟|每分',
    'every hour': '每小时|按小时|每个小时|每一小时|各小时|逐小时|每个钟头|按小时统计|每小时的',
    'every day': '每天|每日|按天|按日|逐日|按天统计|每一天|每天的|各天',
    'every week': '每周|按周|每星期|每个星期|逐周',
    than: '比',
    versus: '相比|与|对比|和|同|相对于|相较于',
    compare: '比较|对比|差异|差别|相差',
    change: '变化|增加|减少|上升|下降|增长|变化了',
    trend: '在增加|在减少|在上升|在下降|在增长|变多|变少|越来越多|越来越少|增加|减少|上升|下降|增长',
    'same time': '同一时间|同一时段|同期|同时段',
    not: '不|没有|除了|除|非|不是|不包括|排除|没|除外|以外|之外|不含|没有被|没被|未|并非|除去|剔除|不算|不计|排除掉|不在|从未|从不|无',
    'more than': '超过|大于|高于|多于|以上|>|超出|超出了|大过|高过|超过了|在以上|以上的|长于|高出',
    'less than': '小于|低于|少于|不到|以下|<|不足|以下的|未满|短于',
    'at least': '至少|>=|不少于',
    'at most': '至多|最多不超过|<=|不超过',
    'slower than': '慢于|长于|耗时超过|用时超过',
    'faster than': '快于',
    between: '之间|介于|在',
    and: '和|与|以及|，|、|及|还有|并且|且|,',
    or: '或|或者|还是',
    equals: '=|等于|名为|为',
    contains: '包含|含有|提到|包括|带有',
    exists:
      '有没有|是否有|有无|是否|存在|是否存在|有吗|有任何|吗|有没有过|是不是有|有过|有没有人|有没有发生|有没有出现|是否发生|是否出现|还有没有',
    show: '显示|列出|给我|查找|查看|查询|展示|搜索|我想看|看看|看一下|找出|请列出|找到|查|看一看|查一下|帮我查|帮我看|帮我查一下|帮我找|我要看|我想查|我想知道|想看|列一下|列举|给我看|给我列出|打开看|调出|告诉我|请显示|请查|请给出|查下|看下|查看一下|找一下|发生了什么|怎么了',
    when: '什么时候|何时|几点|哪天|什么时间|什么时刻|哪个时间|哪个小时|哪一天|哪一小时|几点钟|哪个时段|什么时间段|何时候',
    'since when':
      '从什么时候|从何时|自何时起|从什么时候开始|从几点开始|什么时候开始的|从哪天开始|多久以前开始|什么时候开始',
    first: '第一个|首次|第一次|最早|第一条|第一笔|最先|最初|首次出现|第一个出现|第一次出现',
    last: '最后|最后一次|最后一个|上一次|最后一条|最后一笔|最近一次|最后出现|上次|最近的一次|最末|最后一通|最后一张|最后一份|最后一台',
    still:
      '还在|仍在|仍然|仍|还有|还会|还能|依然|依旧|是否还在|是不是还在|还在继续|还|还在上传|还在上报|还在发送|还在工作|还在运行|还在线|仍在上报|仍在发送|还在发|还在更新|还在发数据|还在上传数据|还在上报数据|还在发送数据',
    start: '开始|开始的|出现',
    stop: '停止|结束',
    values: '取值|值|种类|类型|有哪些|哪几种',
    records: '日志|记录|条|条目|行|条记录|条日志|次|笔|发生|个|台|名|人|事件|出现过|单|数',
    fields: '字段|列|属性',
    why: '为什么|为何|原因是什么',
    how: '如何|怎么样|怎样',
    who: '谁',
    retention: '保留|保留多久|保存多久|保留时间',
    storage: '存储|存储空间|占用空间',
    'stop word':
      '的|了|是|在|有|我们|我|你|请|吗|呢|啊|这|那|中|里|上|内|一下|被|由|于|对|对于|为|都|请问|目前|现在|给|从|到|它|他们|这些|那些|所有|全部|产生|产生的|收到|收到的|返回|返回的|出现|出现的|发生的|发生了|过|来自|关于|进行|时|以及|到底|共有|来|其|大家|做了|花费|花了|时候|让|用|使用|的是|当中|当前|具体|份|张|件|辆|封|通|艘|批|场|趟|局|项|起|例|架|套|间|位|家|统计|分组|划分|分类|排序|分别是|总的|我司|咱们|咱|您|贵|本公司|公司里|一直|曾经|曾|已经|已|会|能|可以|可|能否|麻烦|谢谢|你好|帮忙|下面|一些|某个|某些|任何|各自|自己|该|此|之|所|而|但|但是|如果|因为|由于|导致|导致的|造成|造成的|引起|引起的|遇到|遇到了|碰到|发生过|出了|有过|进来|进来的|出去|多|多了|做|做的|得|地|着|把|将|比如|大概|究竟|具体是|情况|情形|状况|方面|相关|有关|期间内|当时|当天的|整个|一天|左右的|大家的|平台上|系统里|系统中|的话|嘛|呀|哦|吧|就|才|又|也|还是说|只|仅|仅有|只有|单个|一次|有人|任何人|存|存了|存有|存着|存下|存储了|储存了|保存了|保存着|记录了|收录了',
    preposition: '在|于|对|从|中|里|内|上|给|到|向|与',
    't:last': '过去|最近|上|上个|上一个|前|近|过去的|最近的|刚过去的|最近这|过去这|刚刚过去的|近期|之前的',
    't:this': '本|这个|这|当前|这周|本次',
    't:ago': '前|之前|以前',
    't:since': '自|从|自从|以来|起',
    't:until': '到|至|直到|和|与|-',
    't:at': '在',
    't:around': '左右|大约|前后|附近',
    't:before': '之前|以前|前',
    't:after': '之后|以后|后',
    't:in': '在|内|期间|里',
    't:now': '现在|目前|当前|此刻|眼下|现在正在|当下|如今|此时|实时',
    't:today': '今天|今日|今|今儿|今天到现在|今日内|当天|今天一天',
    't:yesterday': '昨天|昨日|昨|昨儿|昨天一天|昨天全天|昨日全天',
    't:day before yesterday': '前天',
    't:morning': '早上|上午|早晨|今早|清晨|今天早上|上半天',
    't:afternoon': '下午|今天下午|下半天|午后',
    't:evening': '晚上|傍晚|今晚|傍晚时分|昨天晚上',
    't:night': '夜里|夜间|昨晚|深夜|夜|昨夜|昨天夜里|半夜|凌晨时分|夜晚',
    't:noon': '中午|正午',
    't:midnight': '午夜|零点|凌晨',
    't:weekend': '周末',
    't:half': '半|半个',
    't:o’clock': '点|点钟|时',
  },
  units: {
    ms: '毫秒',
    s: '秒|秒钟',
    m: '分钟|分',
    h: '小时|个小时|钟头',
    d: '天|日',
    w: '周|星期|个星期',
    month: '月|个月',
    quarter: '季度|个季度',
    year: '年',
  },
  weekdays: [
    '周一|星期一',
    '周二|星期二',
    '周三|星期三',
    '周四|星期四',
    '周五|星期五',
    '周六|星期六',
    '周日|星期日|星期天',
  ],
  months: [
    '一月',
    '二月',
    '三月',
    '四月',
    '五月',
    '六月',
    '七月',
    '八月',
    '九月',
    '十月',
    '十一月',
    '十二月',
  ],
  nouns: `
error=错误 报错 出错? 错误数|failed=失败 失败的 未通过 出错 异常的 未成功 没成功 不及格 没及格 没通过|fault=故障|exception=异常|warning=警告|alarm=告警 警报 报警
success=成功 成功的|declined=拒绝 被拒绝 被拒 拒付|blocked=阻止 封禁 冻结 封锁? 拦截 屏蔽 被封?|cancelled=取消 取消的 已取消 撤单 退订|refunded=退款 已退款 退了款
latency=延迟|delay=延误|open=打开 未关闭 未处理|closed=关闭|paid=已支付 付款? 支付? 已付 付了|delivered=已送达 签收 送达 妥投 交付|sent=已发送 发送 发出 上报?
pending=待处理|approved=批准 审批通过 通过?|accepted=接受 受理|expired=过期 到期|lost=丢失 输 遗失|completed=完成|valid=有效|invalid=无效
timeout=超时 超时了|error rate=错误率|failure rate=失败率 故障率|success rate=成功率|declined rate=拒绝率|error type=错误类型
error code=错误代码 错误码|status code=状态码|status=状态|level=级别 日志级别 关卡 等级|severity=严重程度|reason=原因 理由|service=服务
application=应用|server=服务器|host=主机 机器|node=节点|device=设备 装置|sensor=传感器|plant=工厂|site=站点 场站 院区 地点|warehouse=仓库 库房
store=商店 门店|branch=分行 支行 网点? 分店|region=地区 区域|country=国家 各国 国 国别|city=城市|location=位置|environment=环境|production=生产环境
version=版本 版本号|platform=平台 站台|browser=浏览器|channel=渠道 频道 通道|user=用户 用户数 人数 使用者|customer=客户 顾客 客人?|account=账户 账号
player=玩家|driver=司机 司机数|vehicle=车辆 电动车 车?|truck=卡车|patient=病人 患者|employee=员工|merchant=商家 商户|supplier=供应商|carrier=承运商
vessel=船 船舶|port=港口 端口|crane=起重机|trip=行程 行驶|route=路线 航线|destination=目的地|tenant=租户|passenger=乘客 旅客|visitor=访客
order=订单 订单数 下单 下的订单 下了订单 单子|payment=支付 付款|transfer=转账|booking=预订|transaction=交易|invoice=发票|delivery=配送 派送 投递 送货 快递
shipment=发货|parcel=包裹|container=集装箱 容器|goods=货物|product=商品 产品|category=类别 品类|payment method=支付方式|cart=购物车
discount=折扣|return=退货|flight=航班 航班号|subscription=订阅|purchase=购买 购物 买 买了|revenue=收入 营收 销售额 营业额|amount=金额
total amount=总金额|price=价格 单价|cost=成本|fee=费用 手续费|value=价值|currency=货币 币种|weight=重量|size=大小|balance=余额
order value=订单金额 客单价|duration=耗时 时长 持续时间 用时|response time=响应时间 响应时长 响应耗时|wait time=等待时间|load time=加载时间
processing time=处理时间 处理时长|slow=慢 缓慢|fast=快|queue time=排队时间|request=请求 请求数 请求量 访问量|call=调用 呼叫 通话 来电|access=访问
query=查询语句 慢查询?|page=页面|path=路径|endpoint=接口 端点|address=地址|method=方法|login=登录 登陆|logout=登出|signup=注册|session=会话 会话数
message=消息|operation=操作|action=动作|queue=队列 排队|database=数据库|file=文件|temperature=温度|humidity=湿度|pressure=压力|voltage=电压
power=功率 发电 发电量 电力 电|energy=能量 电量? 电能 充电量|consumption=能耗 消耗|speed=速度 车速|rpm=转速|wind speed=风速|battery=电量 电池|wind=风
traffic=流量 交通|water=水|usage=使用率 利用率 占用率|cpu=处理器|memory=内存|disk=磁盘|network=网络|connection=连接 连接数|bytes=字节
restart=重启 重新启动 重启了|crash=崩溃|attempt=尝试 次尝试|retry=重试|priority=优先级|team=团队|group=组|role=角色|type=类型 种类|number=编号
name=名称|language=语言|downtime=停机 停机时间|maintenance=维护|defect=缺陷|click=点击|campaign=活动|mail=邮件|card=卡|bank=银行
fraud=欺诈 诈骗|deposit=存款|withdrawal=取款 提现 提款|match=比赛 对局|game=游戏|score=分数 成绩 得分|trace=链路 跟踪 调用链|metric=指标|source=来源 源
result=结果|batch=批次|turbine=风机 涡轮机|wind farm=风电场 风场|berth=泊位|time=时间|job=任务 作业 定时任务 批处理|certificate=证书|room=房间 客房
map=地图|mode=模式|gift=礼物|item=道具 物品 装备|student=学生 学员|teacher=老师 教师|course=课程|exam=考试|appointment=预约|doctor=医生|nurse=护士
prescription=处方|medication=药品|lab=实验室 化验|hospital=医院|train=火车 列车|bus=公交|station=车站 工位 站 站点? 充电站|baggage=行李
rental=租赁 租用|bike=自行车 单车|car=汽车 车|hotel=酒店|guest=客人 住客|loan=贷款 借阅|credit card=信用卡|insurance=保险|claim=理赔 报案 索赔 赔案
contract=合同|premium=保费|charger=充电桩|charging=充电|movie=电影|song=歌曲|viewer=观众 观看者|subscriber=订阅者|ad=广告|rating=评分
comment=评论|image=图片 影像|video=视频|cluster=集群|process=进程 进程数|thread=线程|cache=缓存|backup=备份|row=行|table=表 餐桌
deployment=部署 上线?|release=发布 发版|response=响应|key=密钥|password=密码|permission=权限|attack=攻击|attacker=攻击者
sold=卖 卖出 卖了 售出 销售?|sale=销售|started=开始了 启动 开始|finished=结束了 结束 完成?|created=创建 新建 生成|deleted=删除 删了|changed=修改 变更? 更改
updated=更新|downloaded=下载|uploaded=上传|arrived=到达 抵达 到站|departed=出发 离开|damaged=损坏 破损|broken=坏了 坏|missing=缺失
locked=锁定 被锁定 锁?|held=挂起|exceeded=超过了 超出 超限|allowed=允许|submitted=提交 交卷|passed=通过 及格|won=赢 获胜 胜利|visited=访问了 访问?
produced=生产 产出?|measurement=测量|reading=读数|meter=电表 表计|reported=上报 报告 举报|online=在线 上线 在线人数|offline=离线
disconnected=断开 掉线 断线|search=搜索|search term=搜索词|scan=扫描|elevator=电梯|door=门|pump=水泵 泵|motor=电机|robot=机器人|conveyor=传送带
part=零件|spare part=备件|scrap=废品 报废|track=轨道|parking=停车|checkout=收银|receipt=收据|brand=品牌|color=颜色|stock=库存|shelf=货架
pallet=托盘|forklift=叉车|courier=快递员 骑手|threshold=阈值|member=成员 会员|participant=参与者|company=公司 企业?|household=家庭
building=建筑|floor=楼层|district=区|street=街道|zip=邮编|sample=样本|outage=停电 停机? 断电 断网|unavailable=不可用|throughput=吞吐量
load=负载 负荷|phone=电话|mobile=手机 移动设备|computer=电脑|printer=打印机|notification=通知|sms=短信|coupon=优惠券 优惠码|spend=花费 消费 花了 支出
profit=利润|tax=税|slow query=慢查询|log=日志|busy=忙碌 忙碌的|idle=空闲 闲置|wait=等待 候诊 等候 等|waiting=等待的 等待开通 等待中 排队中
delayed=延迟的 延误? 延迟? 晚点?|pickup=取件|complaint=投诉|ticket=工单 票|emergency=急诊 急诊科|admitted=入院 住院 收治|discharged=出院
ward=病房 病区|department=科室 部门|study=检查|answered=接通 接听 应答|abandoned=挂断 放弃 挂了|router=路由器|cell=基站 小区|username=用户名
playback=播放|watched=观看 看 看了 收看|policy=保单|police report=警方报告|distance=里程 距离|change=变更|book=书|home page=首页|space=空间
free=剩余 免费|available=可用|occupied=占用|bed=床位 病床|nursing=护理|blood=血液|ambulance=救护车|infusion pump=输液泵|record=病历|fiber=光纤
broadband=宽带|switch=交换机|line=线路 产线|signal=信号|trunk=中继|inbound=呼入|outbound=呼出|call record=话单|activation=开通 激活
backlog=积压|lag=延后 滞后 延迟?|concurrent=并发 同时在线|aborted=中止 终止 被中止 中断|dependency=依赖|downstream=下游|upstream=上游|span=跨度
received=接收 收到|dropped=丢弃 丢包?|duplicate=重复 重复的|task=任务数 任务?|hit rate=命中率|hit=命中|cache hit rate=缓存命中率|bandwidth=带宽
interface=网卡|security=证券|payout=赔付 赔款 打款|bet=赌注 下注|lock=锁|deadlock=死锁|output=产量 产出|cold store=冷库|fridge=冰箱|fan=风扇
vibration=振动 震动|fuel=油量|airline=航空公司|gate=登机口|check in=值机|restaurant=餐厅|dish=菜品 菜|buyer=买家 买方 购买者|seller=卖家 卖方
client=客户端|provider=提供商 服务商 供应商? 渠道商|payment provider=支付渠道 支付服务商 支付商|basket=购物篮|cash=现金|gift card=礼品卡|segment=客群 细分
delivery attempt=派送尝试 投递尝试|tracking number=运单号 快递单号|depot=仓库? 站点? 网点|scanner=扫描枪 扫描器 扫描仪|label=标签 面单
availability=可用性 可用率|incident=事故 事件|packet loss=丢包 丢包率|exit code=退出码|data center=机房 数据中心
cpu usage=cpu使用率 cpu占用 处理器使用率|memory usage=内存使用率 内存占用 内存使用|disk usage=磁盘使用率 磁盘占用|graphics card=显卡
client version=客户端版本|ban=封号 封禁?|banned=封禁? 被封 封了 封号?|buffering=缓冲 卡顿|stall=卡顿?|bitrate=码率|author=作者|reader=读者
phone call=电话? 通话?|caller=来电者 来电人|agent=坐席 客服 客服人员|waiting time=等待时间? 等待时长 等候时间|satisfaction=满意度
data volume=数据量 流量?|quality=质量|inspection=检验 检查? 质检|valve=阀门|tank=水箱 储罐 油罐|shift=班次|cycle time=节拍 周期时间
production line=生产线 产线?|current=电流|solar=太阳能 光伏|field=田地|irrigation=灌溉|soil=土壤|greenhouse=温室|rainfall=降雨 降雨量
fare=车费 票价|dose=剂量|emergency room=急诊? 急诊室|clinic=诊所 门诊|vaccination=接种 疫苗|treatment=治疗|surgery=手术|diagnosis=诊断
grade=成绩?|lesson=课 课时|enrollment=注册? 报名|owner=业主 负责人|tip=小费|adjuster=理赔员|exchange rate=汇率|limit=限额 额度
card payment=刷卡 卡支付|login attempt=登录尝试|failed login=登录失败|file size=文件大小|van=面包车|crew=机组|aircraft=飞机|subway=地铁
seat=座位|scooter=滑板车|bridge=桥|water level=水位 液位|oxygen=氧气|late=迟到 晚点|on time=准点 准时|critical=严重 紧急|urgent=紧急? 加急
internal=内部|external=外部|manual=手动 人工|automatic=自动|unknown=未知|new=新 新的 新增|old=旧 老|suspicious=可疑 可疑的|red=红色|green=绿色
private=私人 个人|business=企业 商务|person=人|woman=女|man=男|child=儿童 孩子|error message=错误信息|move=移动|question=问题
document=文件? 文档|letter=信件|office=办公室|donation=捐款|event=事件? 活动?|charge point=充电桩? 充电点|charged=充电? 充了 充
cron=定时任务? 计划任务|out of stock=缺货|quantity=数量 件数|customer service=客服?|episode=剧集|license=许可证 授权|stop=站点? 停靠站|block=封锁
unpaid=未付 未付款 未支付 没付款|paid out=赔付? 付出 打款?|earned=赚 赚了|booked=预订? 预定|borrowed=借出 借阅?|repaired=维修 修理
restarted=重启? 重新启动? 重启了?|shut down=关机|crashed=崩溃? 崩溃了|stopped=停止 停了|returned=退回 退货?|shipped=发货? 已发货
rejected=驳回 拒收 拒绝? 被拒?|denied=拒绝?|confirmed=确认|registered=注册? 登记|connected=连接? 在线?|transferred=转账? 转移
processed=处理 处理了|assigned=分配 指派|resolved=解决 恢复|retried=重试?|skipped=跳过|played=播放? 玩|consumed=消耗? 用电|generated=发电? 产生
overheated=过热|clicked=点击?|imported=导入|exported=导出|synced=同步|verified=验证 校验|subscribed=订阅?|renewed=续费 续订
activated=激活? 开通?|printed=打印|triggered=触发|executed=执行|transported=运输|overdue=逾期|cashier=收银员|quarter=季度|active=活跃 活动?
inactive=不活跃|pod=容器组|order number=订单号|customer number=客户号|user name=用户名?|longest=最长|gateway=网关|database query=数据库查询
background job=后台任务|subtitle=字幕|abroad=国外 境外 海外
unreadable=无法识别 无法读取 识别不了|dispensed=发药 配药|served=服务了
power=出力?|megawatts=兆瓦|kilowatts=千瓦`,
  verbs: '',
  endings: [],
};
