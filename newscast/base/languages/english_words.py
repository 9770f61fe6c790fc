"""What English writes in short and says in full: units, abbreviations, acronyms, currencies, signs."""

from __future__ import annotations

from newscast.base.languages.speech import counts, names, pairs

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_DAYS = {day[:3].lower(): day for day in WEEKDAYS} | {"tues": "Tuesday", "thurs": "Thursday"}
SHORT_MONTHS = {month[:3].lower(): month for month in MONTHS if month != "May"} | {"sept": "September"}

LETTERS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        [
            "ay",
            "bee",
            "see",
            "dee",
            "ee",
            "eff",
            "gee",
            "aitch",
            "eye",
            "jay",
            "kay",
            "el",
            "em",
            "en",
            "oh",
            "pee",
            "cue",
            "ar",
            "ess",
            "tee",
            "you",
            "vee",
            "double_you",
            "ex",
            "why",
            "zee",
        ],
        strict=True,
    )
) | {"w": "double you", "ñ": "en"}

_SQUARE, _CUBIC = ("square meter", "square meters"), ("cubic meter", "cubic meters")
UNITS = counts(
    """
    km/h=kilometer per hour|kilometers per hour, kph=kilometer per hour|kilometers per hour,
    mph=mile per hour|miles per hour, yr=year|years, yrs=year|years, "=inch|inches, '=foot|feet,
    Gbps=gigabit per second|gigabits per second, kbps=kilobit per second|kilobits per second,
    km=kilometer|kilometers, km²=square kilometer|square kilometers,
    m=meter|meters, m²=square meter|square meters, m2=square meter|square meters, m³=cubic meter|cubic meters,
    m3=cubic meter|cubic meters, m³/s=cubic meter per second|cubic meters per second,
    m/s=meter per second|meters per second, cm=centimeter|centimeters, mm=millimeter|millimeters, mi=mile|miles,
    ft=foot|feet, yd=yard|yards, lb=pound|pounds, lbs=pound|pounds, oz=ounce|ounces, kg=kilogram|kilograms,
    g=gram|grams, mg=milligram|milligrams, t=ton|tons, L=liter|liters, l=liter|liters,
    ml=milliliter|milliliters, mL=milliliter|milliliters, ha=hectare|hectares,
    l/s=liter per second|liters per second, L/s=liter per second|liters per second, h=hour|hours, hr=hour|hours,
    hrs=hour|hours, min=minute|minutes, s=second|seconds, sec=second|seconds, °=degree|degrees,
    °C=degree Celsius|degrees Celsius, °F=degree Fahrenheit|degrees Fahrenheit, W=watt|watts,
    kW=kilowatt|kilowatts, MW=megawatt|megawatts, GW=gigawatt|gigawatts, kWh=kilowatt hour|kilowatt hours,
    V=volt|volts, MB=megabyte|megabytes, GB=gigabyte|gigabytes, TB=terabyte|terabytes,
    Mbps=megabit per second|megabits per second, Hz=hertz, MHz=megahertz, dB=decibel|decibels, hp=horsepower
    """
)
SMALL_UNITS = names("m g t L l h s ha W V min hr sec hp mi ft MB ° oz")

CURRENCIES = counts(
    """
    $=dollar|dollars, US$=dollar|dollars, USD=dollar|dollars, MX$=peso|pesos, MXN=peso|pesos, €=euro|euros,
    EUR=euro|euros, ¢=cent|cents, £=pound|pounds, GBP=pound|pounds
    """
)
NAMED_CURRENCIES = names("peso pesos dollar dollars euro euros pound pounds mxn usd eur cents")

ABBREVIATIONS = pairs(
    """
    mr=mister, mrs=misses, ms=miz, dr=doctor, prof=professor, st=saint, ave=avenue, av=avenue, blvd=boulevard,
    rd=road, hwy=highway, no=number, nos=numbers, gen=general, col=colonel, lt=lieutenant, capt=captain,
    sgt=sergeant, rep=representative, sen=senator, gov=governor, pres=president, hon=honorable, rev=reverend,
    jr=junior, sr=senior, vs=versus, etc=et cetera, ext=extension, dept=department, est=established,
    approx=approximately, inc=incorporated, co=company, corp=corporation, ltd=limited, u.s=you ess,
    u.s.a=you ess ay, u.n=you en, u.k=you kay, a.m=ay em, p.m=pee em, am=ay em, pm=pee em, d.c=dee see,
    e.g=for example, i.e=that is, p=page, pp=pages, vol=volume, fig=figure, mt=mount, ft=fort,
    max=maximum, tel=telephone, art=article, arts=articles, apt=apartment, mon=Monday, tue=Tuesday, tues=Tuesday,
    thu=Thursday, thurs=Thursday, fri=Friday, sec=section,
    bldg=building, rte=route, univ=university, ppl=people, fl=floor, min=minimum, avg=average, gov't=government,
    dist=district, supt=superintendent, cmdr=commander, maj=major, det=detective, ofc=officer, atty=attorney,
    secy=secretary, asst=assistant, assoc=associate, dir=director, cu=cubic, sq=square
    """
)
BEFORE_NUMBERS = names("no nos p pp vol fig ext art arts apt sec fl")
AFTER_NAMES = {"st": "street"}
TITLES = names(
    "mr mrs ms dr prof st col mon tue tues thu thurs fri gen lt capt sgt rep sen gov pres hon rev no nos vs ext mt "
    "ft dept p pp vol fig art arts apt sec bldg rte fl univ dist supt cmdr maj det ofc atty asst assoc cu sq"
)
PHRASES = {
    ("a", "m"): ("ay", "em"),
    ("p", "m"): ("pee", "em"),
    ("u", "s"): ("you", "ess"),
    ("sq", "ft"): ("square", "feet"),
    ("sq", "yd"): ("square", "yards"),
    ("cu", "ft"): ("cubic", "feet"),
    ("cu", "yd"): ("cubic", "yards"),
}

ACRONYMS = pairs(
    """
    NASA=nasa, NATO=nato, UNESCO=unesco, UNICEF=unicef, FIFA=feefa, OPEC=opec, FEMA=feema, COVID=covid,
    AIDS=aids, SAPAL=sapal, IMSS=eems, INE=eenay, DIF=deef, UNAM=unam, INEGI=inegi, CDMX=Mexico City, PIN=pin,
    PhD=pee aitch dee, PhDs=pee aitch dees, FY=fiscal year, OK=okay, SWAT=swat, RAM=ram, ZIP=zip, LASER=laser,
    RADAR=radar, OSHA=osha, NAFTA=nafta
    """
)
READABLE = r"(?!)"
"""In English acronyms are spelled unless everybody knows them as a word."""
SHORT_WORDS = names(
    "a i am an and are as at be but by do for go he if in is it me my no not of on or our so the to up us we you all "
    "new now who"
)

SIGNS = {
    **pairs(
        "&=and, +=plus, %=percent, ×=by, @=at, #=number, $=dollars, €=euros, °=degrees, "
        "<=less than, >=more than, −=minus, ≤=at most, ≥=at least"
    ),
    "=": "equals",
}

RULERS = names(
    "paul benedict francis leo pius philip charles ferdinand alfonso elizabeth louis henry george edward william "
    "clement gregory innocent urban sixtus julius alexander boniface nicholas catherine napoleon peter richard ramses "
    "john margaret james"
)
