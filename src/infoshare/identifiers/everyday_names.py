"""Names that are also everyday words: another person's `Young` is sought in a text only where it has a capital.

The list is our own, made by thinking of words in ordinary records that people are also called. A row's
own names are sought in its own text in any case, whatever stands here.
"""

EVERYDAY_NAMES = frozenset(
    """
    abbey abbot ace alder amber angel angle apple april archer arch ash ashes aster august autumn bacon bail bailey
    baker ball banks bank barber barker barley barn barnes baron basil bass batch bay beach beacon bean bear beard
    beck bee bell belt bench bent berry best bill bird bishop black blade blank bliss block bloom blossom blue board
    boat bond bone bones book boot bosh boss bow bowl box boyd boy bragg brain branch brand brandy brass brave bread
    breeze brick bridge bridges bright brook brooks brown brush buck bud budge bull burn burns bush butcher butler
    butter button cable cain can candy cannon cape carpenter carrier cart carter case cash castle cave chain chair
    chamber chambers chance chancellor chapel chapman chase chat cherry chip church clark clay clear clement clerk
    cliff close clover coal coates coat cobb cock coffee coin cold cole collar collier colt comfort constable constant
    cook cooper coral cord core corn corner cotton couch count court cove cox craft crane cream creek crisp critic
    crook cross crow crown crystal cup curl curry cutler cutter daisy dale dance dark darling dart dash daily dawn
    day days deacon dean dear deed deer dell dent dice dick dickens diamond digger dock dodge dollar dolphin door
    dove down drake draper draw dream drew drive drummer dry duck duke dusty dyer eager eagle early earl east easter
    ebony eden edge elder elm ember emerald end england english ever every faith falcon fall fan farm farmer farrow
    fashion fast fawn fear feather fell fennel fern few field fields finch fine finn fire fish fisher fleet fletcher
    flint flood flora flower flowers fly foal fog ford foreman forest forge forrest forward foster fountain fowl fox
    frank freed freeman free french friday friend frost fry fuller gage gain gale gall game garden gardener garland
    garner gate gates gay gem general gentle german giles gill ginger glass glen glover glory go gold golden gong good
    goodman goodwill goose gore grace grain grand grange granger grant grass grave graves gravel gray grays great greed
    green greene grey grip groom ground grove guard guest guide gulf gull gunner guy hackett hail hair hale
    hall halls ham hammer hammond hand handy hanger happy harbour hard hardy hare harm harmony harp harper harsh hart
    harvest hat hatch hatcher have haven hawk hawthorn hay haze hazel he head heal heart heath heather heaven hedge
    help her herald herb heritage hero heron hick hicks high hill hills ho hoard hobbs hobby hogg holder hole holiday
    holland holly hollow holm holmes home honey honour hood hook hooker hope horn horne horse hose house how huge hull
    humble hunt hunter hurst hyde ice idle inch in indigo ink innocent iris irish iron isle ivory ivy jack jacket jade
    jaguar jam jar jasmine jay jean jet jewel job joint jolly joy judge july june just justice keel keen
    keep kelly kemp kennel kettle key keys kid kind king kings kite knight knot lace lad lake lamb lamp lance land
    lane larch lark large last laurel lavender law lawn lawless lawyer leach leader leaf lean leather lee leech legend
    lemon lent leo levy liberty light lilac lily lime lincoln lion link list little lively livery load loader lock lodge
    london long loop lord lot loud love lovely loveless low lowe luck lucky lye lyric mace maiden mail main major male
    man mane manly mann manner manners maple marble march marina mariner mark marker market marks marlow marsh marshal
    marshall mason mass master masters mat match mate matter may mayor maze me mead meadow meadows mercer mercy merit
    merry messenger mews middle midge might miles mill miller mills mine miner mint mist mister mix mole monday money
    monk moody moon moor moore moors more morning moss mould mount mountain mouse mullet music myrtle nail nash neat
    needle nelson nest new nice nickel night nightingale no noble noon north novel nurse nut oak oakley oaks oat ocean
    odd of old olive onion only opal orange orchard orchid order organ otter our over owl ox oxford pace pack packer
    page paige pain paine painter palace pale palm palmer pan pansy parish park parker parks parrot parson parsons
    partridge pass patch patience pay payne peace peach peacock peak pear pearl pebble peck peel penny people
    pepper perch perfect perry petal petty phoenix pickle pie piers pike pilgrim pill pillar pin pine piper pipes pitt
    place plain plane plant plum plumb plummer point pole police pollard pond pool poole poor pope poppy port porter
    posh post pot potter pound powder power powers press price prime prince print prior priest privet proctor prosper
    proud prudence pugh pump pure purple quail quarry queen quick quiet quill rain rainbow raine rake ram ranger raven
    ray read reader real record red reed reeve reeves regal rest rice rich riches ride rider ridge ridley ring river
    rivers roach road rob robin rock rocky rod roller roman roof rook room root rope rose rosemary round rover row
    rowan royal ruby rugby rule rush russet rust rusty rye sadler saddler saffron sage sail sailor saint sale salmon
    salt sand sandy sanders sapphire saturday savage saw say scales scarlet school scott scout sea seal search season
    seat see self sell senior sergeant serene shade shadow shaft shakes sharp sharpe shaw she shell shepherd sheriff
    ship shore short shot side silk silver sims sing singer singh sit skill skinner sky slack slate slaughter small
    smart smith smoke snow so sole son song south spade spark sparks sparrow spear speed spence spencer spice spink
    spray spring springs spurs square stack staff stag stand star starling stark steel steeple stem step stern steward
    stewart stick stock stocks stone stones storm story street strange stride strong sue sugar summer summers sun
    sunday sunny sure sutton swan sweet swift sword taber table tailor tall tanner tapper taylor teal temple tempest
    thatcher thick thing thorn thorne thrift thyme tide tiger tile till tiller timber time tinker to today toll tom
    tong tool topaz torch tower town towns townsend trader trail train treasure tree trip trout true trueman trust
    tucker tuesday tune turner twig twist usher vale valley van vane velvet venus verity vicar vickers victor victory
    view vine vinegar violet virtue vista wade wager wait walker wall waller walls ward ware warm warner warren
    wash water waters watt watts wave way weaver webb web weeks weir welch well wells welsh west whale wheat wheel
    wheeler whistler white whitehead whole wick wild wilde will willing willow wills winch wind window wine winner
    winter winters wise wish wolf wolfe wood woods woodman wool worker world worth wren wright yard yarn year yellow
    yes yew york you young younger your
    an am as at be by do hi if is it mo my on or ok up us we all and any are ask bad big but did far for get got had
    has him his its let men met not now off one out own per put ran run sat set six ten the too top try two use was
    who why win won yet also back been both call came come dad does done each even feel felt find five four from full
    gave give gone half here hers hold into keep kept kids knew know left less life like live look lose lost made make
    many mind most much mum must name near need next none once onto open pain part past plan play pulled push rang real
    room said same saw seen send sent show shut sick side some soon stay stop such sure take talk tell than that them
    then they this told took turn very walk want went were what when with work able about above after again alone
    among around asked away because before began being below between bring brought child could doing early ended every
    first found given going great hands heard hours human known later least leave legs lying makes means might mother
    moved never often other place point quite ready right shall shown since sleep stand start state still taken thank
    their there these third those three times today tried under until upper using visit where which while women words
    worse would wrong years
    """.split()
)
