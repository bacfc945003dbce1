/** English words that names are written together from, beside abbreviations. */
export const PLAIN: ReadonlySet<string> = new Set(
  `kubernetes access account action address agent alert amount api application asset attempt balance bandwidth batch battery bill body booking
  branch browser bucket build bundle bytes cache call campaign card carrier cart cause center channel charge check checkout
  city class client cluster code color command company component condition connection consumer container content cost count country
  crane created currency current customer data database date day delay delivery department deployment depth description destination
  device device direction discount disk display distance domain driver duration elapsed email employee end endpoint energy engine
  entry environment error event exception execution exit external failure feature fee field file filesystem firmware flag flow folder
  format free frequency from full function game gateway gender generation group handler hardware hash health height home host hour
  http humidity id identifier image index input instance interface internal invoice ip item job key kind label lane language
  last latency length level license line link list load local location lock log logger login longitude machine manager manufacturer map
  match maximum mean member memory merchant message method metric milliseconds minimum minute mobile mode model module
  month name namespace network node note number object offset old open operation operator option order org organization origin output
  owner package page parent part partition partner party password path payload payment peer percent period phone pipeline place plan
  plant platform player plugin pod policy pool port position power pressure price primary priority process product profile program
  project protocol provider proxy purchase quality quantity query queue quota rate ratio reader reason received receiver record
  reference referer referrer region release remote replica report request resource response result retry return revenue review role
  root round route row rule run runtime sale sample scheme score search seconds section sector segment sender sensor sent
  sequence serial server service session severity shard shift ship shipment shop signal site size slot source space span speed stack
  stage start state station status step stock storage store stream street sum supplier support switch system table tag target task tax
  team temperature tenant terminal test text thread threshold throughput ticket time timeout timestamp timezone title token topic
  total trace track traffic transaction transfer transport trip type unit update uptime uri url usage user utilization value vehicle vendor
  verb version vessel view virtual voltage volume wait warehouse week weight width window word worker write year zone
  microseconds nanoseconds cents pence euros dollars new old previous next case computer days hours minutes context conversion patient doctor ward affected wind rotor oil water air fuel gas heat tank pump valve engine motor cold warm inner outer upper lower minimal peak idle busy active failed pending rejected accepted waiting appointment reading turbine
  subscriber playback buffering viewer bitrate fault alarm raised cleared paid overdue refund refunded subscription trial upgrade downgrade signup
  student teacher course exam grade lesson quiz certificate train flight seat gate passenger baggage guest room night hotel reservation rental bike
  scooter loan credit debit balance interest premium claim contract policy charger session connector film movie song track album artist episode
  comment post rating review follower like share friend invite invited accepted declined cancelled canceled completed finished started stopped
  opened closed created deleted changed updated uploaded downloaded received delivered dispatched shipped returned lost damaged expired blocked
  locked unlocked enabled disabled connected disconnected online offline login logout register registered submitted passed approved refused denied
  granted revoked requested confirmed scheduled rescheduled arrived departed loaded unloaded picked packed scanned sorted weighed produced
  consumed measured reported detected resolved assigned escalated retried skipped queued processed executed interrupted aborted restarted crashed
  lamp light door window fridge boiler heater cooler fan filter press oven robot conveyor belt tool part scrap good bad batch recipe mixer
  farm crop soil rain snow sun cloud wave tide harbor berth truck van trailer pallet rack aisle dock lane toll
  bridge tunnel road signal junction parking spot fuel tire brake mileage odometer leg bus tram metro ferry
  nurse bed visit triage lab specimen dose drug vaccine allergy symptom diagnosis insurance
  viewers users orders payments sessions requests packets octets errors drops jitter loss noise antenna cell tower sector iptv processor load
  cents euro euros pence gbp usd kwh watts volts meters metres
  valid invalid verified signature successful trusted turnaround taken took millis micros bytes celsius fahrenheit kilobytes megabytes gigabytes sub repair travel`
    .split(/\s+/)
    .filter((word) => word.length > 2),
);
