/** ISO 3166-1: each country's code of three letters followed by its code of two, and names that no language table lists. */

export const ISO3: readonly string[] = `
AFGAF ALAAX ALBAL DZADZ ASMAS ANDAD AGOAO AIAAI ATAAQ ATGAG ARGAR ARMAM ABWAW AUSAU AUTAT AZEAZ BHSBS BHRBH BGDBD
BRBBB BLRBY BELBE BLZBZ BENBJ BMUBM BTNBT BOLBO BESBQ BIHBA BWABW BVTBV BRABR IOTIO BRNBN BGRBG BFABF BDIBI CPVCV
KHMKH CMRCM CANCA CYMKY CAFCF TCDTD CHLCL CHNCN CXRCX CCKCC COLCO COMKM COGCG CODCD COKCK CRICR CIVCI HRVHR CUBCU
CUWCW CYPCY CZECZ DNKDK DJIDJ DMADM DOMDO ECUEC EGYEG SLVSV GNQGQ ERIER ESTEE SWZSZ ETHET FLKFK FROFO FJIFJ FINFI
FRAFR GUFGF PYFPF ATFTF GABGA GMBGM GEOGE DEUDE GHAGH GIBGI GRCGR GRLGL GRDGD GLPGP GUMGU GTMGT GGYGG GINGN GNBGW
GUYGY HTIHT HMDHM VATVA HNDHN HKGHK HUNHU ISLIS INDIN IDNID IRNIR IRQIQ IRLIE IMNIM ISRIL ITAIT JAMJM JPNJP JEYJE
JORJO KAZKZ KENKE KIRKI PRKKP KORKR KWTKW KGZKG LAOLA LVALV LBNLB LSOLS LBRLR LBYLY LIELI LTULT LUXLU MACMO MDGMG
MWIMW MYSMY MDVMV MLIML MLTMT MHLMH MTQMQ MRTMR MUSMU MYTYT MEXMX FSMFM MDAMD MCOMC MNGMN MNEME MSRMS MARMA MOZMZ
MMRMM NAMNA NRUNR NPLNP NLDNL NCLNC NZLNZ NICNI NERNE NGANG NIUNU NFKNF MKDMK MNPMP NORNO OMNOM PAKPK PLWPW PSEPS
PANPA PNGPG PRYPY PERPE PHLPH PCNPN POLPL PRTPT PRIPR QATQA REURE ROURO RUSRU RWARW BLMBL SHNSH KNAKN LCALC MAFMF
SPMPM VCTVC WSMWS SMRSM STPST SAUSA SENSN SRBRS SYCSC SLESL SGPSG SXMSX SVKSK SVNSI SLBSB SOMSO ZAFZA SGSGS SSDSS
ESPES LKALK SDNSD SURSR SJMSJ SWESE CHECH SYRSY TWNTW TJKTJ TZATZ THATH TLSTL TGOTG TKLTK TONTO TTOTT TUNTN TURTR
TKMTM TCATC TUVTV UGAUG UKRUA AREAE GBRGB USAUS UMIUM URYUY UZBUZ VUTVU VENVE VNMVN VGBVG VIRVI WLFWF ESHEH YEMYE
ZMBZM ZWEZW XKXXK`
  .trim()
  .split(/\s+/);

export const ALIASES: Readonly<Record<string, string>> = {
  'United States of America': 'US',
  'U.S.': 'US',
  Estados_Unidos: 'US',
  EEUU: 'US',
  UK: 'GB',
  'Great Britain': 'GB',
  Britain: 'GB',
  England: 'GB',
  Scotland: 'GB',
  Wales: 'GB',
  'Northern Ireland': 'GB',
  Grossbritannien: 'GB',
  'United Kingdom of Great Britain and Northern Ireland': 'GB',
  'Republic of Ireland': 'IE',
  Eire: 'IE',
  Holland: 'NL',
  Netherlands: 'NL',
  'Federal Republic of Germany': 'DE',
  'Bundesrepublik Deutschland': 'DE',
  BRD: 'DE',
  Suisse: 'CH',
  Svizzera: 'CH',
  'Czech Republic': 'CZ',
  'Ceska republika': 'CZ',
  'Slovak Republic': 'SK',
  'Russian Federation': 'RU',
  Korea: 'KR',
  'South Korea': 'KR',
  'Republic of Korea': 'KR',
  'North Korea': 'KP',
  PRC: 'CN',
  "People's Republic of China": 'CN',
  'Hong Kong': 'HK',
  'Hong Kong SAR': 'HK',
  Macau: 'MO',
  'Viet Nam': 'VN',
  UAE: 'AE',
  KSA: 'SA',
  Turkey: 'TR',
  'Ivory Coast': 'CI',
  Burma: 'MM',
  Swaziland: 'SZ',
  Macedonia: 'MK',
  'Iran Islamic Republic of': 'IR',
  'Taiwan Province of China': 'TW',
  'Republic of South Africa': 'ZA',
  RSA: 'ZA',
  Brasil: 'BR',
  D: 'DE',
  F: 'FR',
  I: 'IT',
  A: 'AT',
  USofA: 'US',
  'United States America': 'US',
  'Etats Unis': 'US',
  'Vereinigte Staaten von Amerika': 'US',
  'Stati Uniti America': 'US',
  'Bosnia Herzegovina': 'BA',
  Bosnia: 'BA',
  'Congo DR': 'CD',
  DRC: 'CD',
  'Democratic Republic of Congo': 'CD',
  'Cape Verde': 'CV',
  'East Timor': 'TL',
  'Republic of China': 'TW',
  'Mainland China': 'CN',
  'P.R. China': 'CN',
  ROK: 'KR',
  'Korea Republic of': 'KR',
  'Russia Federation': 'RU',
  'Moldova Republic of': 'MD',
  'Venezuela Bolivarian Republic of': 'VE',
  'Bolivia Plurinational State of': 'BO',
  'Tanzania United Republic of': 'TZ',
  'Syrian Arab Republic': 'SY',
  'Lao PDR': 'LA',
  'Brunei Darussalam': 'BN',
  'Vatican City': 'VA',
  'Holy See': 'VA',
  Palestine: 'PS',
  'The Gambia': 'GM',
  Bahamas: 'BS',
  'Great Britain and Northern Ireland': 'GB',
  'British Isles': 'GB',
  Schottland: 'GB',
  Niederlande: 'NL',
  'Czech Rep': 'CZ',
  'Dominican Rep': 'DO',
};
