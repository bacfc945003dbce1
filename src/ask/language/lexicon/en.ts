import type { Lexicon } from './lexicon.ts';

/** The English lexicon. */
export const EN: Lexicon = {
  language: 'en',
  tags: {
    count:
      'how many|how many times|how often|number of|the number of|total number of|count|counts|count of|quantity of|howmany|num of|nr of|no. of|how many different times|tally|amount of times',
    'how much':
      'how much|how big|how large|how high|how hot|how full|how busy|how strong|how heavy|how deep|how old|how far|how warm|how cold|how loud|how humid|how expensive|how low|how small',
    'how long': 'how long|how slow|how fast|how quick|how quickly',
    sum: 'sum|sum of|total|totals|overall|altogether|combined|in total|add up|summed|sum up|cumulative|grand total',
    average: 'average|avg|mean|on average|typical|typically|averaged|usual|averages',
    median: 'median|p50|50th percentile',
    max: 'max|maximum|highest|peak|peaks|top value|greatest|record high|peaked|at most ever|maximal',
    min: 'min|minimum|lowest|minimal|least value',
    distinct: 'distinct|unique|different|individual|separate',
    ratio:
      'percentage|percent|percentage of|percent of|share|share of|fraction|fraction of|ratio|ratio of|proportion|proportion of|what part of|part of|what portion of|portion of|%|pct|out of all',
    rate: 'rate|rates|throughput|frequency',
    stddev: 'standard deviation|stddev|deviation|variance',
    most: 'lost the most time|loses the most time|lose the most time|spent the most time|spends the most time|spend the most time|wasted the most time|best selling|best|bestselling|best sellers|most|the most|most often|most frequent|most freq|most frequently|most common|most commonly|most of|most used|most popular|more than others|mostly|most active|most affected|hit hardest|hardest hit|hit worst|worst hit|worst|leading|chattiest|noisiest|hungriest|most expensive ones',
    least:
      'least|the least|fewest|the fewest|rarest|least often|least frequent|least common|least used|quietest',
    top: 'top|biggest number of|highest number of|the most number of|largest number of',
    bottom: 'bottom|lowest number of|smallest number of',
    slowest:
      'slowest|longest|longest running|most time consuming|slow ones|took longest|takes longest|take longest|takes the longest|took the longest|take the longest|longest lasting|highest latency|takes the most time|takes most time|slower',
    fastest: 'fastest|quickest|shortest|lowest latency|faster',
    largest:
      'largest|biggest|heaviest|hugest|greatest|bigger|larger|hottest|higher|fullest|strongest|deepest|thickest|loudest|warmest|brightest|wettest|tallest|widest|steepest|richest|furthest|farthest|highest rated|windiest|dirtiest|windier|stronger|heavier|deeper|louder|brighter',
    smallest:
      'smallest|tiniest|lightest|coldest|smaller|weakest|shallowest|thinnest|driest|emptiest|coolest|calmest|nearest|closest|narrowest|darkest|poorest|colder|cooler|lighter|calmer|weaker',
    dearest: 'the most expensive|most expensive|priciest|costliest|most valuable|dearest',
    cheapest: 'cheapest|least expensive',
    newest: 'newest|latest|most recent|freshest|recent|recently|most recently|just now|lately',
    oldest: 'oldest|earliest',
    busiest: 'busiest|most loaded|most requests|most traffic|noisiest|chattiest',
    by: 'by|per|grouped by|group by|broken down by|break down by|breakdown by|breakdown of|split by|for each|for every|in each|at each|of each|on each|from each|for all the|sorted by|separately by|according to|across|split across|distributed across|distribution over|distribution of|distribution by|spread over|by each|individually by|divided by|among',
    each: 'each|every|respective|respectively',
    which:
      'which|what|whats|which of|what are the|what is the|which are the|which one of|what was the|what were the',
    'over time':
      'over time|trend|trends|timeline|time series|timeseries|as a chart|as a graph|chart of|graph of|plot|plot of|trending|chart|graph|evolution|evolve|develop|over the course of|over the day|throughout the day|by time',
    'every minute':
      'per minute|by minute|each minute|every minute|minute by minute|minutely|for each minute|by the minute|on a minute basis|in each minute|per min|in every minute',
    'every hour':
      'per hour|by hour|each hour|every hour|hour by hour|hourly|for each hour|by the hour|in each hour|per hr|in every hour|for every hour',
    'every day':
      'per day|by day|each day|every day|day by day|daily|a day|for each day|by date|for every day|in each day|per date',
    'every week': 'per week|by week|each week|every week|weekly',
    than: 'than|as',
    versus:
      'vs|versus|compared to|compared with|compare to|compared against|against|relative to|in comparison to|in comparison with|as opposed to|as compared to|rather than',
    compare: 'compare|comparison|difference between|difference|diff|comparing|how does|how do|contrast',
    change:
      'change|changed|changes|increase|increased|increasing|decrease|decreased|grow|grown|growth|drop|dropped|rise|risen|went up|gone up|going up|going down|go up|go down|went down|up or down|delta|better or worse|any different|gotten worse|getting worse|getting better|improved|worsened|worse|better',
    trend:
      'going up|going down|increasing|decreasing|rising|falling|growing|shrinking|getting worse|getting better|worsening|improving|on the rise|climbing|getting slower|getting faster',
    'same time':
      'same time|same hour|same period|same day|at this time|same window|this time|same interval|same hours',
    not: 'skip|skipping|omit|omitting|filter out|filtering out|disregard|disregarding|w/o|not|no|without|except|except for|excluding|exclude|other than|apart from|besides|but not|never|isnt|is not|are not|arent|wasnt|did not|didnt|dont|do not|doesnt|does not|non|ignoring|ignore|leaving out|leave out|leaves out|left out|leave off|minus|aside from|not counting|not including|neither|outside of|outside|hasnt|has not|havent|have not|were not|werent|was not|unequal to|leave aside|leaving aside|setting aside|excl|barring|rather than',
    'more than':
      'more than|over|above|greater than|higher than|larger than|bigger than|exceeding|exceed|exceeds|exceeded|beyond|>|in excess of|hotter than|upwards of|older than|worth more than|bigger|north of|costing more than|heavier than|went over|went above|gone over|warmer than',
    'less than':
      'less than|under|below|fewer than|lower than|smaller than|<|colder than|younger than|south of|worth less than|lighter than|dropped below|fell below|went below|beneath',
    'at least':
      'at least|>=|or more|or higher|and above|or above|no less than|minimum of|from at least|and up|and higher|or longer|not less than|no fewer than|and more',
    'at most':
      'at most|<=|up to|or less|or lower|or fewer|no more than|maximum of|or below|and below|not more than|or under|and under',
    'slower than':
      'slower than|longer than|taking more than|took more than|lasting more than|taking longer than|took longer than|take longer than|takes longer than|that took over|taking over|lasting longer than|took over|lasted longer than|lasted more than|take more than|take over',
    'faster than':
      'faster than|quicker than|shorter than|cheaper than|took less than|taking less than|in less than|within less than|took under',
    between: 'between|ranging from|in the range',
    and: 'and|as well as|plus|&|along with|also|,|together with',
    or: 'or|either',
    equals:
      '=|==|equals|equal to|is equal to|set to|called|named|whose|labelled|labeled|tagged|exactly|valued',
    contains:
      'contains|containing|contain|mention|mentions|mentioning|mentioned|saying|says|include|includes|including the text|with text|with the text|with the word|matching|matches|match|with message|with the message|that say|the phrase|the word|the text|the string|like',
    exists:
      'is there|are there|is there any|are there any|any|do we have|do we have any|did we have|did we have any|have there been|has there been|was there|were there|has any|have any|did any|does any|were any|was any|is any|are any|do any|anything|has anyone|did anyone|anyone|anybody|did anybody|exist|exists|got any|have we had|had any|have we seen|did we see|do we see|ever',
    show: 'show|list|give me|find|display|fetch|look up|lookup|see|show me|let me see|tell me|pull|pull up|dump|i want|i need|i would like|can i see|search for|search the|search in|look for|tail|get|get me|bring up|what happened|what happened to|what happened with|what happened on|what happened in|what did|everything about|everything on|all about|details|detail|details of|details for|details on|which ones|what does|full list of|list of|examples of|sample of|example of',
    when: 'when|at what time|what time|at which time|on which day|at what hour|what hour|which hour|which minute|what day|which day|in which hour|at which hour|during which hour|in which minute|when did|when was|when were|what moment|when exactly|what minute|how long ago|how recently|timestamp of|time of',
    'since when': 'since when|how long has|how long have|how long is|for how long|from when',
    first: 'first|earliest|first time|for the first time|initially|first ever',
    last: 'last time|final|most recent time',
    still:
      'still|still sending|still reporting|still coming|still arriving|still running|still alive|alive|sending data|still receiving|still getting',
    start:
      'start|started|begin|began|starting|start happening|begun|first appear|first appeared|first seen|first occur|first occurred|appear first|kick off|starts|begins|first happen|first show up',
    stop: 'stop|stopped|end|ended|stop happening|last seen|last appear|last appeared|stopped sending|last occur|last occurred|gone quiet|finish|last happen|last happened',
    values:
      'values|value of|values of|value|possible values|kinds|kinds of|types|types of|kind of|sorts of|all the|what kinds of|what types of|what kind of|what type of|what sort of|sort of|type of|what all|list all|list the|list of all|names of|names of all|enumerate|the different',
    records:
      'logs|log|records|record|entries|entry|lines|line|rows|row|log lines|log line|log entries|log messages|datapoints|data points|occurrences|occurrence|occurred|occur|happened|happen|happening|hits|instances of|seen|times|logged|recorded|items in|samples|log records|observations|answers|replies|responses|came in|come in|received|appear|appeared|cases|case|cases of|incidents of|instances',
    fields: 'fields|field|columns|column|attributes|attribute|schema|keys|labels|structure',
    why: 'why|how come|reason why|root cause',
    how: 'how',
    who: 'who|whose|whom',
    retention:
      'retention|how long do we keep|how long are kept|kept|keep|retain|retained|stored for|how far back|data retention|retention period|how long is data kept|how long do we store',
    storage:
      'storage|disk space|space|how much storage|how much space|takes up the most space|storage size|disk usage of streams|uses most space|most storage|most space|takes most space|how much data|most data|data volume|size on disk|stored',
    'stop word':
      'bc|cuz|coz|our crew|our staff|our people|our guys|on board|every step|each step|all steps|send anything|send data|send something|sent anything|sends anything|hear from|heard from|hear anything from|heard anything from|i.e|ie|e.g|eg|spike|spikes|surge|burst|over the whole period|whole period|entire period|the whole time|answered|answering|flagged as|marked as|classified as|because|but|something|anything|try|tries|tried|trying|she|he|her|him|his|again|also|out there|meanwhile|instead|each other|whenever|wherever|however|though|although|say|says|steps|step by step|window|whole|single|individually|a|an|the|is|are|was|were|be|been|being|do|does|did|have|has|had|we|our|us|i|me|my|you|your|it|its|they|them|their|there|this|that|these|those|please|pls|can|could|would|should|will|may|might|of course|just|only|all|of|some|such|so|too|very|really|actually|then|here|hi|hello|hey|thanks|thank you|kindly|currently|right now|at the moment|let|want|like to know|need to know|know|wondering|wonder|curious|about|get|got|gets|getting|make|made|makes|making|go|going|goes|went|come|comes|see|saw|look|looks|looking|happen|take|took|takes|taken|taking|used|use|uses|using|give|gave|across all|in all|both|figure|figures|numbers|number|data|statistics|stats|stat|overview of|summary of|info on|information|information on|according|respect|in terms of|terms of|regarding|concerning|quick|quickly|question|thing|things|stuff|one|ones|also|even|much|many|more|less|few|fewer|out|up|down|off|into|ours|im|id|ive|weve|were|theres|whats|ok|okay|well|now then|s|if|whether|given|way|broke|been|level|actual|simply|ever since|so far|we got|as|each one|per se|since|answer|tell|said|say|result|results|resulting|responded|sent|received by us|total of|whole|entire|entirely|full|complete|different|particular|specific|certain|any|anything|having|possible|available|existing|exist|present|where|ask|asked|people|everyone|everything|same|when|then|while|during which|as of|back|ago|kind|sort|type|rank|ranked|ranking|sorted|there s|in the data|in our data|in the system|in our system|in openobserve|exact|correct|roughly|approximately|about|around|nearly|almost|again|once|together|hourly or so|did we|do we|are we|we are|we have|we had|we get|we see|we saw|am|looking at|considering|given that|come from|comes from|came from|coming from|come out of|coming|ended up|ends up|end up|turned out|came back|come back|comes back|returned|return|returning|responding|seeing|saw|found|occurring|occur|occurs|occurred|throw|throws|throwing|thrown|report anything|report in|report back|any idea|no idea|threw|reports|reported|reporting|show up|shows up|showed up|bring|brings|brings in|brought|caused|causing|produce|produces|produced|generate|generates|generated|serve|serves|served|handle|handles|handled|experience|experienced|face|faced|run|runs|running|ran|perform|performed|respond|responds|responded|spend|put|puts|keeps|keep on|hand|handed|need|needs|needed|draft|works|working|behave|behaves|behaving|affect|affects|affected|trigger|triggers|triggered|raise|raised|emit|emits|emitted|write|writes|wrote|written|hits|ever|anyone|somebody|someone|yet|already|still|lately|overall|per se|sure|please|quickly|currently|eat|eats|hog|hogs|account for|accounts for|accounted for|make up|makes up|belong|belongs|involve|involved|involves|suffer|suffers|suffered|suffering|load|loads|loading|happens|our system|wise|going on|against us|thing|look like|looks like|looked like|we ve|across the board|mine|each time|on earth|the heck|hell|guys|folks|yo|rn|u|ur|plz|thx|asap|btw|tbh|fyi|w|n|arise|did|done',
    preposition:
      'in|on|at|to|for|from|of|with|within|during|inside|into|onto|through|thru|via|under the|where|that|having|belonging to|coming from|out of|against|between the|towards|behind|around|about|involving|that have|that has|that had|that are|that were|that is|that was|which are|which were|who are|who were|related to|associated with|relating to|located in|concerning|caused by|due to|because of|caused by|coming from|made with|made in|made via',
    't:last':
      'last|past|previous|preceding|prior|recent|latest|trailing|most recent|the last|the past|within the last|in the last|over the last|lst',
    't:this': 'this|current|the current|so far this',
    't:ago': 'ago|back|before now|earlier',
    't:since': 'since|from|starting|starting at|starting from|beginning|as of|ever since|onwards from',
    't:until': 'until|till|to|through|up to|up until|-|–|and',
    't:at': 'at|on|exactly at|by|in|as of|for',
    't:around':
      'around|about|near|approximately|roughly|circa|shortly around|close to|~|some time around|sometime around',
    't:before': 'before|prior to|up to|earlier than|until|leading up to|ahead of|till',
    't:after': 'after|past|later than|following|since|from',
    't:in':
      'in|within|during|for|over|across|throughout|in the|within the|over the|during the|for the|for the whole|over the course of',
    't:now': 'now|rn|right now|currently|at the moment|at present|present|as of now|just now|at this moment',
    't:today': 'today|so far today|todays|today so far|tody|todya',
    't:yesterday': 'yday|ydy|ystday|ystrday|yest|yesterday|yesterdays|yesteday|yestarday|yesterady',
    't:day before yesterday': 'the day before yesterday|day before yesterday|two days ago',
    't:morning': 'morning|mornings',
    't:afternoon': 'afternoon',
    't:evening': 'evening|tonight',
    't:night': 'night|overnight|nights',
    't:noon': 'noon|midday',
    't:midnight': 'midnight',
    't:weekend': 'weekend',
    't:half': 'half|half an|half a',
    't:o’clock': 'o clock|oclock|hours|h',
  },
  units: {
    ms: 'ms|millisecond|milliseconds|msec|msecs|millis',
    s: 's|sec|secs|second|seconds',
    m: 'm|min|mins|minute|minutes|mintues|minuts|minits|minites',
    h: 'h|hr|hrs|hour|hours|huors|horus|housr',
    d: 'd|day|days|dasy',
    w: 'w|wk|wks|week|weeks',
    month: 'month|months|mo',
    quarter: 'quarter|quarters',
    year: 'year|years|yr|yrs',
  },
  weekdays: [
    'monday|mon|mondays',
    'tuesday|tue|tues',
    'wednesday|wed',
    'thursday|thu|thurs',
    'friday|fri',
    'saturday|sat',
    'sunday|sun',
  ],
  months: [
    'january|jan',
    'february|feb',
    'march',
    'april|apr',
    'may',
    'june|jun',
    'july|jul',
    'august|aug',
    'september|sep|sept',
    'october|oct',
    'november|nov',
    'december|dec',
  ],
  nouns: '',
  verbs: '',
  endings: [],
};
