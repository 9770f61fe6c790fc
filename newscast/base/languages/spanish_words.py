"""What Spanish writes in short and says in full: units, abbreviations, acronyms, currencies, signs."""

from __future__ import annotations

from newscast.base.languages.speech import counts, names, pairs

MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
SHORT_DAYS = {day[:3]: day for day in WEEKDAYS} | {"mie": "miércoles", "sab": "sábado"}
SHORT_MONTHS = {month[:3]: month for month in MONTHS} | {"sept": "septiembre", "setiembre": "septiembre"}

LETTERS = dict(
    zip(
        "abcdefghijklmnñopqrstuvwxyz",
        [
            "a",
            "be",
            "ce",
            "de",
            "e",
            "efe",
            "ge",
            "hache",
            "i",
            "jota",
            "ka",
            "ele",
            "eme",
            "ene",
            "eñe",
            "o",
            "pe",
            "cu",
            "erre",
            "ese",
            "te",
            "u",
            "ve",
            "doble_u",
            "equis",
            "ye",
            "zeta",
        ],
        strict=True,
    )
) | {"w": "doble u", "á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u", "ü": "u"}

CURRENCIES = counts(
    """
    $=peso|pesos, MX$=peso|pesos, MXN=peso|pesos, MN=peso|pesos, US$=dólar|dólares, USD=dólar|dólares,
    USD$=dólar|dólares, €=euro|euros, EUR=euro|euros, £=libra|libras, DLS=dólar|dólares, ¢=centavo|centavos
    """
)
NAMED_CURRENCIES = names("peso pesos dólar dólares euro euros libra libras mxn usd eur mdp mdd mmdp mmdd dls centavos")

UNITS = counts(
    """
    km/h=kilómetro por hora|kilómetros por hora, kph=kilómetro por hora|kilómetros por hora,
    km=kilómetro|kilómetros, kms=kilómetro|kilómetros, Km=kilómetro|kilómetros, KM=kilómetro|kilómetros,
    Kms=kilómetro|kilómetros, Kg=kilo|kilos, KG=kilo|kilos, km²=kilómetro cuadrado|kilómetros cuadrados,
    km2=kilómetro cuadrado|kilómetros cuadrados, m=metro|metros, mt=metro|metros, mts=metro|metros,
    pza=pieza|piezas, pzas=pieza|piezas,
    m²=metro cuadrado|metros cuadrados, m2=metro cuadrado|metros cuadrados, m³=metro cúbico|metros cúbicos,
    m3=metro cúbico|metros cúbicos, m³/s=metro cúbico por segundo|metros cúbicos por segundo,
    m3/s=metro cúbico por segundo|metros cúbicos por segundo, m/s=metro por segundo|metros por segundo,
    cm=centímetro|centímetros, mm=milímetro|milímetros, kg=kilo|kilos, kgs=kilo|kilos, g=gramo|gramos,
    gr=gramo|gramos, mg=miligramo|miligramos, t=tonelada|toneladas, ton=tonelada|toneladas,
    tons=tonelada|toneladas, L=litro|litros, l=litro|litros, lt=litro|litros, lts=litro|litros,
    ml=mililitro|mililitros, mL=mililitro|mililitros, dL=decilitro|decilitros, dl=decilitro|decilitros,
    l/s=litro por segundo|litros por segundo,
    L/s=litro por segundo|litros por segundo, lps=litro por segundo|litros por segundo, ha=hectárea|hectáreas,
    has=hectárea|hectáreas, h=hora|horas, hr=hora|horas, hrs=hora|horas, min=minuto|minutos, s=segundo|segundos,
    seg=segundo|segundos, °=grado|grados, °C=grado centígrado|grados centígrados,
    ºC=grado centígrado|grados centígrados, °F=grado Fahrenheit|grados Fahrenheit, W=vatio|vatios,
    kW=kilovatio|kilovatios, MW=megavatio|megavatios, GW=gigavatio|gigavatios,
    kWh=kilovatio hora|kilovatios hora, MWh=megavatio hora|megavatios hora, V=voltio|voltios,
    kV=kilovoltio|kilovoltios, kB=kilobyte|kilobytes, MB=megabyte|megabytes, GB=gigabyte|gigabytes,
    TB=terabyte|terabytes, Mbps=megabit por segundo|megabits por segundo,
    Gbps=gigabit por segundo|gigabits por segundo, kbps=kilobit por segundo|kilobits por segundo,
    kVA=kilovoltamperio|kilovoltamperios, µg=microgramo|microgramos, μg=microgramo|microgramos,
    "=pulgada|pulgadas, Hz=hercio|hercios,
    kHz=kilohercio|kilohercios, MHz=megahercio|megahercios, dB=decibel|decibeles,
    hp=caballo de fuerza|caballos de fuerza, HP=caballo de fuerza|caballos de fuerza,
    msnm=metro sobre el nivel del mar|metros sobre el nivel del mar, pulg=pulgada|pulgadas, gal=galón|galones,
    hs=hora|horas, dls=dólar|dólares, mdp=millón de pesos|millones de pesos,
    mdd=millón de dólares|millones de dólares, MDP=millón de pesos|millones de pesos,
    MDD=millón de dólares|millones de dólares, hab=habitante|habitantes, pts=punto|puntos,
    mmdp=mil millones de pesos, mmdd=mil millones de dólares, mmHg=milímetro de mercurio|milímetros de mercurio,
    pp=punto porcentual|puntos porcentuales, p.p=punto porcentual|puntos porcentuales, pb=punto base|puntos base
    """
)
SMALL_UNITS = names(
    "m g t L l h s hs ha has W V ton tons min gr lt seg hp HP dls hr MB ° hab gal pp p.p pb pza pzas mt"
)

ABBREVIATIONS = pairs(
    """
    sr=señor, sra=señora, srta=señorita, srita=señorita, sres=señores, sras=señoras, d=don, dr=doctor, dra=doctora,
    dres=doctores, lic=licenciado, ing=ingeniero, arq=arquitecto, mtro=maestro, mtra=maestra, prof=profesor,
    profr=profesor, profa=profesora, profra=profesora,
    sgto=sargento, cmdte=comandante, brig=brigadier, alm=almirante, srio=secretario, sria=secretaria,
    ayto=ayuntamiento, btn=batallón, of=oficina, cal=calibre,
    coord=coordinador, psic=psicólogo, biól=biólogo, mpal=municipal, mpales=municipales, nal=nacional,
    univ=universidad, inst=instituto, hosp=hospital, prim=primaria, edif=edificio, exp=expediente,
    doc=documento, docs=documentos, vit=vitamina, term=terminación, pers=personas, fam=familia, fams=familias,
    frac=fracción, fracs=fracciones, fraccs=fracciones, inc=inciso, mz=manzana, gpo=grupo, pza=plaza, lte=lote,
    aniv=aniversario, incl=incluido, corl=coronel,
    gta=glorieta, ampl=ampliación, lib=libramiento, bvd=bulevar, subdir=subdirector,
    hgo=Hidalgo, coah=Coahuila, tamps=Tamaulipas, oax=Oaxaca, chih=Chihuahua, dgo=Durango, nay=Nayarit,
    tlax=Tlaxcala, yuc=Yucatán, chis=Chiapas, gro=Guerrero, pue=Puebla,
    c=ciudadano, cc=ciudadanos, gral=general, cap=capítulo, tte=teniente,
    cnel=coronel, cmte=comandante, pbro=presbítero, dip=diputado, sen=senador, gob=gobernador, pdte=presidente,
    pdta=presidenta, dir=director, av=avenida, ave=avenida, blvd=bulevar, blv=bulevar, col=colonia,
    cols=colonias, fracc=fraccionamiento, carr=carretera, calz=calzada, prol=prolongación, priv=privada,
    esq=esquina, int=interior, ext=extensión, tel=teléfono, tels=teléfonos, cel=celular, núm=número, num=número,
    no=número, nos=números, nº=número, n°=número, n.º=número, núms=números, art=artículo, arts=artículos,
    pág=página, págs=páginas, p=página, pp=páginas, vol=volumen, ed=edición, etc=etcétera,
    aprox=aproximadamente, edo=estado, mpio=municipio, gto=Guanajuato, jal=Jalisco, ags=Aguascalientes,
    qro=Querétaro, mich=Michoacán, zac=Zacatecas, ud=usted, uds=ustedes, vs=contra, sto=santo, sta=santa,
    fco=Francisco, ma=María, gpe=Guadalupe, depto=departamento, dpto=departamento, nte=norte, pte=poniente,
    ote=oriente, máx=máxima, mín=mínima, prom=promedio, hab=habitantes, cía=compañía, admón=administración,
    secc=sección, sec=sección, mzna=manzana, mza=manzana, lt=lote, km=kilómetro, telef=teléfono,
    atte=atentamente, p.m=pe eme, a.m=a eme, pm=pe eme, am=a eme, d.f=de efe, c.p=código postal,
    ee.uu=Estados Unidos, ee.uu.=Estados Unidos, e.u=Estados Unidos, e.u.a=Estados Unidos, s.a=ese a, c.v=ce ve,
    s.l.p=San Luis Potosí, b.c.s=Baja California Sur, q.roo=Quintana Roo, m.s.n.m=metros sobre el nivel del mar,
    q.e.p.d=que en paz descanse, r.i.p=que en paz descanse,
    a.c=a ce, s.c=ese ce, m.n=moneda nacional, n.l=Nuevo León, b.c=Baja California, p.ej=por ejemplo,
    vo.bo=visto bueno, o.p=obras públicas, hno=hermano, hnos=hermanos, ntra=nuestra, mons=monseñor,
    párr=párrafo, párrs=párrafos, pto=punto, lics=licenciados, cd=ciudad, méx=México, n.°=número,
    lun=lunes, mié=miércoles, jue=jueves, vie=viernes, sáb=sábado, dom=domingo
    """
)
"""Those that are more than one word of the same letters are what a newsroom mostly means by them."""
BEFORE_NUMBERS = names("of cal no nos nº n° n.º n.° p pp cap int ext lt km ed sec c.p lun mié jue vie sáb dom")
BEFORE_ROMANS = pairs("s=siglo, ss=siglos, fracc=fracción, fraccs=fracciones")
INITIALS = names("c cc d")
TITLES = names(
    "sr sra srta srita sres sras dr dra dres lic ing arq mtro mtra prof profr profa c cc gral cap tte cnel cmte pbro "
    "dip sen gob pdte pdta dir av ave blvd blv col cols fracc carr calz prol priv int ext tel tels cel núm num no nos "
    "núms art arts pág págs p pp vol sto sta fco ma gpe depto dpto c.p vs d mons ntra mza mzna lt km "
    "profra ss hno hnos cd lics mpal mpales nal lte corl sgto cmdte brig alm srio sria coord psic biól "
    "univ inst hosp prim edif exp vit "
    "term frac fracs fraccs inc mz gpo pza gta ampl lib bvd subdir lun mié jue vie sáb dom"
)
SHE = pairs(
    """
    lic=licenciada, ing=ingeniera, arq=arquitecta, c=ciudadana, dip=diputada, sen=senadora, gob=gobernadora,
    gral=general, dir=directora, pdte=presidente, prof=profesora, mtro=maestra, dr=doctora, cap=capitana,
    c.p=contadora pública, coord=coordinadora, psic=psicóloga, biól=bióloga, subdir=subdirectora
    """
)
WOMEN = names(
    "adriana alejandra alicia alma ana andrea ángela araceli aurora beatriz bertha blanca brenda carla carmen "
    "carolina cecilia claudia consuelo cristina daniela diana dolores dulce elena elizabeth elsa elvira ema emma "
    "erika esperanza estela esther eva fabiola fátima fernanda flor francisca gabriela gloria graciela irene irma "
    "isabel jessica josefina juana julia karina karla laura leticia lidia lilia liliana lorena lourdes lucía luisa "
    "luz magdalena marcela margarita maría mariana maribel maricela marisol martha mercedes mireya mónica nancy "
    "natalia norma olga paola patricia paulina perla pilar ramona raquel rebeca regina rocío rosa rosalba ruth "
    "sandra sara silvia socorro sofía sonia susana teresa valentina valeria vanessa verónica victoria virginia "
    "ximena yolanda "
)
"""The given names of women that are most frequent in Mexico; those that men bear too are left out."""
PHRASES = {
    ("ee", "uu"): ("Estados", "Unidos"),
    ("p", "m"): ("pe", "eme"),
    ("a", "m"): ("a", "eme"),
    ("p", "ej"): ("por", "ejemplo"),
    ("a", "c"): ("antes", "de Cristo"),
    ("d", "c"): ("después", "de Cristo"),
    ("vo", "bo"): ("visto", "bueno"),
    ("s", "a"): ("ese", "a"),
    ("c", "v"): ("ce", "ve"),
    ("d", "f"): ("de", "efe"),
    ("c", "p"): ("código", "postal"),
    ("h", "ayuntamiento"): ("honorable", "Ayuntamiento"),
    ("h", "congreso"): ("honorable", "Congreso"),
    ("h", "cabildo"): ("honorable", "Cabildo"),
    ("h", "cuerpo"): ("honorable", "Cuerpo"),
    ("núm", "ext"): ("número", "exterior"),
    ("núm", "int"): ("número", "interior"),
    ("no", "ext"): ("número", "exterior"),
    ("no", "int"): ("número", "interior"),
}

ACRONYMS = pairs(
    """
    IMSS=ims, CURP=curp, EUA=Estados Unidos, EEUU=Estados Unidos, CDMX=Ciudad de México, OMS=oms, OEA=o e a,
    IEEG=i e e ge, ISSSTE=isste, ISSEG=iseg, ISAPEG=isapeg, FBI=efe be i, CIA=cía, UE=u e, ICE=ais, AMLO=amlo,
    PVEM=pe ve e eme, EZLN=e zeta ele ene, UNESCO=unesco, LGBT=ele ge be te, NBA=ene be a, IMCO=imco,
    INFONAVIT=infonavit, FOVISSSTE=foviste, CONAGUA=conagua, UIA=u i a, TLCAN=te ele can, T-MEC=te mec,
    TMEC=te mec, IMPLAN=implan, COFEPRIS=cofepris, COVID=covid, PIB=pib, UAA=u a a, UDL=u de ele, UG=u ge,
    OPS=o pe ese, APP=a pe pe, ISO=iso, WhatsApp=wats ap, WHATSAPP=wats ap, YouTube=yutub, KO=ka o, OK=okey,
    USA=u ese a,
    PYME=pyme, PYMES=pymes, MIPYME=mipyme, MIPYMES=mipymes, CBTIS=cebetis, CETIS=cetis, MEX=mex,
    VIH=ve i hache, SIDA=sida,
    INAH=ina, IEPS=ieps, DOF=de o efe, NOM=nom, CECyT=cecit, CECyTE=cecite, CECyTEG=cecyteg,
    pH=pe hache, a.C=antes de Cristo, d.C=después de Cristo
    """
)
_ONSET = "(?:[bcdfgpt]r|[bcfgp]l|ch|ll|rr|qu|gu|tr|[bcdfghjklmnñpqrstvwxyz])"
READABLE = rf"(?:{_ONSET}?[aeiouáéíóúü]+(?:[lnrsdmbcfgptxyz](?!h))?(?:(?={_ONSET}[aeiouáéíóúü])|$))+"
"""Syllables of Spanish. Two letters are spelled."""
SHORT_WORDS = names(
    "a al de del el en es ha la le lo me mi no o se si sí su te tu tú un va ya y e u ve vi as ir ti ay eh oh ah he os "
    "da di ni fe fue"
)

SIGNS = {
    **pairs(
        "&=y, +=más, %=por ciento, ×=por, @=arroba, #=número, $=pesos, €=euros, °=grados, "
        "<=menor que, >=mayor que, −=menos, ≤=menor o igual que, ≥=mayor o igual que"
    ),
    "=": "igual a",
}

RULERS = names(
    "pablo benedicto francisco pío felipe carlos fernando alfonso isabel luis enrique jorge eduardo guillermo "
    "clemente gregorio inocencio urbano sixto julio alejandro bonifacio nicolás catalina napoleón pedro ricardo "
    "moctezuma ramsés juan margarita jacobo bonaparte sancho jaime cleopatra"
)
QUEENS = names("isabel catalina margarita cleopatra")
CHAPTERS = names(
    "capítulo tomo título fracción artículo fase etapa nivel volumen vol libro acto parte mundial sección anexo grupo "
    "frac fracs fracciones artículos capítulos títulos apartados grados colonia león fracc fraccs art "
    "arts cap núm tipo unidad apartado campus olimpiada juegos zona plan bowl proyecto región"
)
