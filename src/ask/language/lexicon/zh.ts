import type { Lexicon } from './lexicon.ts';

/** The Chinese lexicon. */
export const ZH: Lexicon = {
  language: 'zh',
  tags: {
    count:
      '多少|有多少|多少个|多少次|多少条|多少笔|几个|几次|几条|数量|的数量|总数|次数|个数|条数|笔数|几笔|多少台|多少名|多少位|多少人|人数|多少单',
    'how much': '多高|多大|多少钱',
    'how long': '多久|多长时间|多快|多慢|多长',
    sum: '总和|合计|总|总计|总共|一共|总额|共|累计',
    average: '平均|平均值|均值|的平均值',
    median: '中位数|中位',
    max: '最大|最大值|最高|峰值|最高值',
    min: '最小|最小值|最低|最低值',
    distinct: '不同|不同的|唯一|独立|去重|不重复',
    ratio: '百分比|比例|占比|百分之几|比率|占|率',
    rate: '速率|频率',
    most: '最多|最多的|最常见|最频繁|最常见的|最频繁的|最严重',
    least: '最少|最少的|最罕见',
    top: '前|排名前|排名前列',
    bottom: '后|倒数',
    slowest: '最慢|最慢的|最长|耗时最长|耗时最长的|最久|时间最长',
    fastest: '最快|最快的|最短',
    largest: '最热',
    smallest: '最冷',
    dearest: '最贵|最贵的',
    cheapest: '最便宜',
    newest: '最新|最新的|最近的',
    oldest: '最早的|最旧',
    by: '按|按照|根据|各|各个|每个|每种|每|每台|每位|每名|每家|分组|分布',
    each: '分别',
    which: '哪个|哪些|哪|什么|哪种|哪一个|哪台|哪家|哪位|是什么|哪条|哪几个|谁',
    'over time': '趋势|随时间|变化趋势|走势|随时间变化',
    'every minute': '每分钟|按分钟|每一分钟',
    'every hour': '每小时|按小时|每个小时|每一小时',
    'every day': '每天|每日|按天|按日',
    'every week': '每周|按周',
    than: '比',
    versus: '相比|与|对比|和|同|相对于|相较于',
    compare: '比较|对比|差异|差别|相差',
    change: '变化|增加|减少|上升|下降|增长|变化了',
    trend: '在增加|在减少|在上升|在下降|在增长|变多|变少|越来越多|越来越少|增加|减少|上升|下降|增长',
    'same time': '同一时间|同一时段|同期|同时段',
    not: '不|没有|除了|除|非|不是|不包括|排除|没|除外|以外|之外|不含',
    'more than': '超过|大于|高于|多于|以上|>|超出',
    'less than': '小于|低于|少于|不到|以下|<',
    'at least': '至少|>=|不少于',
    'at most': '至多|最多不超过|<=|不超过',
    'slower than': '慢于|长于|耗时超过|用时超过',
    'faster than': '快于',
    between: '之间|介于|在',
    and: '和|与|以及|，|、|及|还有|并且|且|,',
    or: '或|或者|还是',
    equals: '=|等于|名为|为',
    contains: '包含|含有|提到|包括|带有',
    exists: '有没有|是否有|有无|是否|存在|是否存在|有吗|有任何|吗',
    show: '显示|列出|给我|查找|查看|查询|展示|搜索|我想看|看看|看一下|找出|请列出|找到|查',
    when: '什么时候|何时|几点|哪天|什么时间',
    'since when': '从什么时候|从何时|自何时起|从什么时候开始',
    first: '第一个|首次|第一次|最早|第一条|第一笔',
    last: '最后|最后一次|最后一个|上一次|最后一条|最后一笔|最近一次',
    still: '还在|仍在|仍然|仍',
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
      '的|了|是|在|有|我们|我|你|请|吗|呢|啊|这|那|中|里|上|内|一下|被|由|于|对|对于|为|都|请问|目前|现在|给|从|到|它|他们|这些|那些|所有|全部|产生|产生的|收到|收到的|返回|返回的|出现|出现的|发生的|发生了|过|来自|关于|进行|时|以及|到底|共有|来|其|大家|做了|花费|花了|时候|让|用|使用|的是|当中|当前|具体',
    preposition: '在|于|对|从|中|里|内|上|给|到|向|与',
    't:last': '过去|最近|上|上个|上一个|前|近|过去的|最近的|刚过去的',
    't:this': '本|这个|这|当前',
    't:ago': '前|之前|以前',
    't:since': '自|从|自从|以来|起',
    't:until': '到|至|直到|和|与|-',
    't:at': '在',
    't:around': '左右|大约|前后|附近',
    't:before': '之前|以前|前',
    't:after': '之后|以后|后',
    't:in': '在|内|期间|里',
    't:now': '现在|目前|当前|此刻',
    't:today': '今天|今日|今',
    't:yesterday': '昨天|昨日|昨',
    't:day before yesterday': '前天',
    't:morning': '早上|上午|早晨',
    't:afternoon': '下午',
    't:evening': '晚上|傍晚',
    't:night': '夜里|夜间|昨晚|深夜|夜',
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
  english: `
错误=error|报错=error|失败=failed|失败的=failed|故障=fault|异常=exception|警告=warning|告警=alarm|警报=alarm|成功=success
成功的=success|拒绝=declined|被拒绝=declined|被拒=declined|拒付=declined|阻止=blocked|封禁=blocked|取消=cancelled
取消的=cancelled|已取消=cancelled|退款=refunded|已退款=refunded|延迟=latency|延误=delay|打开=open|关闭=closed|已支付=paid
已送达=delivered|已发送=sent|待处理=pending|批准=approved|接受=accepted|过期=expired|丢失=lost|完成=completed|有效=valid
无效=invalid|超时=timeout|错误率=error rate|失败率=failure rate|成功率=success rate|拒绝率=declined rate|错误类型=error type
错误代码=error code|错误码=error code|状态码=status code|状态=status|级别=level|日志级别=level|严重程度=severity|原因=reason
服务=service|应用=application|服务器=server|主机=host|机器=host|节点=node|设备=device|传感器=sensor|工厂=plant|站点=site|场站=site
仓库=warehouse|商店=store|门店=store|分行=branch|支行=branch|地区=region|区域=region|国家=country|城市=city|位置=location
环境=environment|生产环境=production|版本=version|平台=platform|浏览器=browser|渠道=channel|用户=user|客户=customer|账户=account
账号=account|玩家=player|司机=driver|车辆=vehicle|卡车=truck|病人=patient|患者=patient|员工=employee|商家=merchant|商户=merchant
供应商=supplier|承运商=carrier|船=vessel|船舶=vessel|港口=port|起重机=crane|行程=trip|路线=route|目的地=destination|租户=tenant
乘客=passenger|访客=visitor|订单=order|支付=payment|付款=payment|转账=transfer|预订=booking|交易=transaction|发票=invoice
配送=delivery|发货=shipment|包裹=parcel|集装箱=container|货物=goods|商品=product|产品=product|类别=category|品类=category
支付方式=payment method|购物车=cart|折扣=discount|退货=return|航班=flight|订阅=subscription|购买=purchase|收入=revenue
营收=revenue|销售额=revenue|金额=amount|总金额=total amount|价格=price|成本=cost|费用=fee|手续费=fee|价值=value|货币=currency
重量=weight|大小=size|余额=balance|订单金额=order value|耗时=duration|时长=duration|持续时间=duration|响应时间=response time
等待时间=wait time|加载时间=load time|处理时间=processing time|慢=slow|快=fast|排队时间=queue time|请求=request|调用=call
访问=access|查询语句=query|页面=page|路径=path|接口=endpoint|端点=endpoint|地址=address|方法=method|登录=login|登陆=login
登出=logout|注册=signup|会话=session|消息=message|操作=operation|动作=action|队列=queue|数据库=database|文件=file
温度=temperature|湿度=humidity|压力=pressure|电压=voltage|功率=power|发电=power|能量=energy|能耗=consumption|速度=speed|转速=rpm
风速=wind speed|电量=battery|电池=battery|风=wind|流量=traffic|水=water|使用率=usage|利用率=usage|处理器=cpu|内存=memory|磁盘=disk
网络=network|连接=connection|字节=bytes|重启=restart|崩溃=crash|尝试=attempt|重试=retry|优先级=priority|团队=team|组=group
角色=role|类型=type|编号=number|名称=name|语言=language|停机=downtime|维护=maintenance|缺陷=defect|点击=click|活动=campaign
邮件=mail|卡=card|银行=bank|欺诈=fraud|存款=deposit|取款=withdrawal|提现=withdrawal|比赛=match|对局=match|游戏=game|分数=score
链路=trace|跟踪=trace|指标=metric|来源=source|结果=result|批次=batch|风机=turbine|涡轮机=turbine|风电场=wind farm|泊位=berth
时间=time|任务=job|作业=job|证书=certificate|房间=room|地图=map|模式=mode|礼物=gift|道具=item|物品=item
学生=student|学员=student|老师=teacher|教师=teacher|课程=course|考试=exam|成绩=score|预约=appointment|医生=doctor|护士=nurse
处方=prescription|药品=medication|实验室=lab|医院=hospital|火车=train|列车=train|公交=bus|车站=station|旅客=passenger
行李=baggage|租赁=rental|自行车=bike|单车=bike|汽车=car|酒店=hotel|客人=guest|住客=guest|贷款=loan|信用卡=credit card|保险=insurance
理赔=claim|合同=contract|保费=premium|充电桩=charger|充电=charging|电影=movie|歌曲=song|频道=channel|观众=viewer|订阅者=subscriber
广告=ad|评分=rating|评论=comment|图片=image|视频=video|集群=cluster|进程=process|线程=thread|缓存=cache|备份=backup|行=row
表=table|部署=deployment|发布=release|响应=response|密钥=key|密码=password|权限=permission|攻击=attack|攻击者=attacker
购物=purchase|买=purchase|买了=purchase|卖=sold|卖出=sold|销售=sale|开始了=started|结束了=finished|创建=created|删除=deleted
修改=changed|更新=updated|下载=downloaded|上传=uploaded|到达=arrived|出发=departed|损坏=damaged|坏了=broken|缺失=missing
锁定=locked|被锁定=locked|挂起=held|超过了=exceeded|允许=allowed|提交=submitted|通过=passed|未通过=failed|赢=won|获胜=won
访问了=visited|消耗=consumption|生产=produced|测量=measurement|读数=reading|电表=meter|上报=reported|在线=online|离线=offline
断开=disconnected|搜索=search|搜索词=search term|扫描=scan|出错=failed|重新启动=restart|电梯=elevator|门=door|水泵=pump|泵=pump
电机=motor|机器人=robot|传送带=conveyor|零件=part|备件=spare part|废品=scrap|轨道=track|交通=traffic|停车=parking|收银=checkout
收据=receipt|品牌=brand|颜色=color|库存=stock|货架=shelf|托盘=pallet|叉车=forklift|快递员=courier|骑手=courier|阈值=threshold
成员=member|参与者=participant|公司=company|家庭=household|建筑=building|楼层=floor|区=district|街道=street|邮编=zip|样本=sample
停电=outage|不可用=unavailable|吞吐量=throughput|负载=load|电话=phone|手机=mobile|电脑=computer|打印机=printer|通知=notification
短信=sms|优惠券=coupon|优惠码=coupon|花费=spend|利润=profit|税=tax|慢查询=slow query|日志=log|忙碌=busy|忙碌的=busy|空闲=idle|等待=wait
等待的=waiting|进程数=process|电动车=vehicle|司机数=driver|航班号=flight|延迟的=delayed|取件=pickup|签收=delivered|派送=delivery
投诉=complaint|工单=ticket|呼叫=call|通话=call|冻结=blocked|异常的=failed`,
  endings: [],
};
