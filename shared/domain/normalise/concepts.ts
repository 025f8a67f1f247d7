/** Generic words of company names in the languages of our lists: each line is one idea, so "Mfg" and "Manufacturing" agree. */

/**
 * The spelling kept, then its abbreviations, plurals and translations; `_` parts the words of a phrase. Words that are
 * a name or something else in another language stay out: a wrong fold costs more than a missing one.
 */
export const CONCEPTS = `
group: grp groups groupe groupes gruppe gruppen grupo grupos gruppo groep koncern concern konzern konsern
  konserni grupa skupina csoport grubu gruppa grupp jituan
international: intl int_l internat internacional internationale internationaal internationella internazionale
  internacionais internacionales miedzynarodowy mezinarodni nemzetkozi uluslararasi mezhdunarodnyi
  mezhdunarodnaya mizhnarodnyi diethnis kansainvalinen guoji kokusai
global: globale globales globala globalny mondial mondiale mundial
worldwide: world_wide weltweit
europe: europa european europeenne europeen europeo europea europaische europaischer europejski europeia europeu
  europeiska evropa evropskiy avrupa eurooppa
asia: asien asie asian azja asya aziatische
pacific: pacifico pazifik pacifique
america: americas amerika amerique american americana americano amerikanische
africa: afrika african afrique africana
national: natl natnl nacional nationale nationaal nazionale narodowy narodni nemzeti nationella nationales
  natsionalnyi natsionalnaya ulusal ethniki
federal: fed federale federaal bundes
central: centrale centraal zentrale zentral centralny
general: gen generale
united: vereinigte verenigde unidos unidas
north: nord norte norra polnoc severni sever kuzey noord northern norddeutsche beifang
south: sud sur sul sodra poludnie jih guney zuid southern suddeutsche syd nanfang
east: ost este ostra wschod vychod dogu oost eastern dongfang vostok
west: ouest zachod zapad bati western westdeutsche xifang
enterprise: enterprises entreprise entreprises empresa empresas impresa imprese unternehmen unternehmung
  przedsiebiorstwo podnik vallalat isletmeleri predpriyatie qiye onderneming virksomhed foretag foretaget yritys
  intreprinderea
business: businesses biznes negocios geschafts
solution: solutions soln solns losung losungen soluciones solucoes soluzioni oplossingen losninger losningar
  ratkaisut rozwiazania reseni riesenia megoldasok solutii cozumleri cozumler resheniya rishennya lyseis
service: services svc svcs serv srvcs servicio servicios servico servicos servizio servizi dienst dienste
  diensten dienstleistung dienstleistungen dienstverlening tjanst tjanster tjenester tjeneste palvelu palvelut
  uslugi usluga sluzby szolgaltato szolgaltatasok servicii hizmetleri hizmet hizmetler uslug poslugi ypiresies
  servis fuwu sabisu saabisu
system: systems sys syst systeme systemes systemen sistema sistemas sistemi systemtechnik systemy rendszerek
  rendszer sisteme sistemleri sistem jarjestelmat systemer systemhaus sistemy systima systimata xitong shisutemu
technology: technologies tech techs technol technologie technologien technologia tecnologia tecnologias
  tecnologie tecnologica tecnologicas technik technics technique techniques technica tecnica teknik tekniikka
  teknologi teknologia teknoloji teknologii teknolojileri technologii technologija tehnologii tehnologija
  tekhnologii tekhnologiya tekhnolohii technologiya keji jishu tekunoroji technika
software: sw softver softwares yazilim ruanjian logiciel logiciels sofutouea
digital: digitale digitales numerique digitala
data: daten donnees datos dati datens
network: networks networking netzwerk netzwerke reseau reseaux redes netwerk natverk sieci setevye
information: info informatie informaciya informatsiya xinxi informacion informazione informacni
informatics: informatik informatica informatique informatyka informatika informatyczne informaticos informaatika
electronics: electronic elektronik electronica electroniques electronique elettronica elektronika elektroniikka
  elektronique elektronicka dianzi denshi elektroniki
electric: electrical elec electr electrique electriques electrico electrica electricos electricidad electricite
  elettrica elettrici elettricita elektro elektrik elektrische elektrotechnik electricity elektryczne elektricke
  elektromos eletrica eletrico elektrisk sahko elektricheskie dianqi denki elektrizitats
consulting: consult consultant consultants consultancy consultoria consultores consulenza consulenze beratung
  beratungs unternehmensberatung conseil conseils consulenti advisory advisors advisers advisor adviser asesores
  asesoria radgivning adviesbureau advies doradztwo poradenstvi tanacsado tanacsadas consultanta danismanlik
  konsalting konsultointi konsult konsulting radgivare zixun konsaru
partner: partners partnerzy partneri partnership
management: mgmt mgt mngmt mgnt managment gestion gestione gestao zarzadzanie sprava
  yonetim upravlenie guanli hallinta beheer
marketing: mktg mkt marketting
design: designs designer designers diseno sheji dizain
studio: studios studija studiya
agency: agencies agentur agenturen agence agences agencia agencias agenzia agencja agentura ugynokseg ajansi
  agentstvo agentschap byra bureau toimisto
advertising: werbung werbe publicite publicidad pubblicita reklama reklam publicidade guanggao
communication: communications comm comms kommunikation kommunikations comunicacion comunicaciones comunicazione
  comunicazioni comunicacoes komunikacja kommunikatsii
telecom: telecommunications telecommunication telekom telecomunicaciones telecommunicatie telecomunicazioni
  telecomunicacoes telekommunikation telekomunikasyon telekomunikacja telecoms telekomunikacii tongxin dianxin
industry: ind inds indus industries industrial industrials industrie industrien industria industrias industriale
  industriali industrielle industriel industriels industrijska przemysl prumysl ipari sanayi sanayii
  promyshlennost promyshlennaya viomichania gongye sangyo kogyo industri indust teollisuus
manufacturing: mfg mfrs manuf manufact manufacturer manufacturers manufacturas manufacture fabrication
  fabricacion fabbrica fabrica fabrik fabriken fabriek fabryka tovarna gyar zavod fabrika factory werke werk
  produzione zhizao seizo seisakusho tehdas
production: productions prod produktion produktions produktionen produccion producciones produzioni producoes
  producao produkcja productie produkce tuotanto
product: products produkte produkt produits productos prodotti produtos producten produkty produkter urunleri
  tuotteet chanpin
engineering: engr engrs eng engg engineer engineers ingenieria ingenieros ingenieurs ingenieure ingenieur
  ingenieurburo ingegneria ingegneri ingenierie engenharia inzynieria inzynierska mernoki inginerie muhendislik
  inzhiniring ingenjorsfirma ingenior ingeniorfirma insinooritoimisto gongcheng engineerings enginering
construction: constr constructions construct const construcciones construccion construcoes construcao
  costruzioni costruzione constructora construtora baugesellschaft bauunternehmen bauunternehmung hochbau
  bauges tiefbau budownictwo budowlane budowlana budowlany stavby stavebni stavebna stavebniny epito epitoipari
  constructii insaat stroy stroitelstvo stroitelnaya rakennus rakentajat rakennusliike kensetsu jianshe jianzhu
  bouwbedrijf bouw bygg byggeri constructeur batiment
building: buildings builder builders bau bldg bldrs edificaciones edilizia edil gebaude
contractor: contractors contracting contratistas
architect: architects architecture architectural architekten architekt architektur architectes arquitectos
  arquitectura arquitetura architetti architettura arkitekter arkitektkontor architektura mimarlik architekci
development: dev devel developments developer developers desarrollo desarrollos developpement sviluppo
  desenvolvimento entwicklung entwicklungs rozwoj fazhan kaihatsu razvitie gelistirme
trading: trade trdg traders trader handel handels handelsgesellschaft handelshaus handelshuset
  handelsonderneming comercio comercial comerciales comercializadora commerce commercial commerciale commercio
  handlowa handlowe handlowy handlowo obchod obchodni kereskedelmi kereskedelem comert ticaret torgovyi
  torgovaya torhovyi handelsges emporiki emporio maoyi shoji boeki kauppa trgovina comercializacion
import: imports importers importadora importacion importacoes importador importazione
export: exports exporters exportadora exportacion exportacoes exportador exportation
distribution: distributions distributor distributors distrib dist vertrieb vertriebs vertriebsgesellschaft vertriebsges
  distribucion distribuciones distribuidora distributrice distribuicao distribuzione dystrybucja distribuce
logistics: logistic logistik logistique logistiques logistica logisticas logistyka logistiek logistika lojistik
  logistikk logistiikka wuliu butsuryu
transport: transports transporte transportes transporti trasporti trasporto transportation transportadora tpt
  trpt speditions spedition spedizioni spediteur spedycja speditsiya transportgesellschaft transporturi doprava
  fuvarozas nakliyat tasimacilik kuljetus yunshu unyu transportbedrijf trucking haulage akeri
shipping: shipmanagement naviera navigation navigazione navegacion navegacao schiffahrt schifffahrt reederei
  rederi armateurs denizcilik kaiun shipping_lines zegluga
freight: cargo forwarding forwarders fracht cargas
health: healthcare health_care gesundheit sante salud saude salute sanita zdrowie zdravi saglik terveys halsa
medical: med medicals medic medizin medizinische medizintechnik medico medica medicos medicas medicale medecine
  medicine medicina medicines medycyna medyczne medyczny lekarska zdravotnicke meditsinskiy orvosi tibbi yiliao
  iryo laaketieteellinen
pharma: pharm pharmaceutical pharmaceuticals pharmaceutics pharmaceutica pharmaceutique pharmaceutiques
  pharmazie pharmazeutische pharmazeutika farmaceutica farmaceuticos farmaceutici farmaceutika farmaceutyczna
  farmaceutyczne farmacia pharmacie pharmacy apotheke pharmacies farma farmatsiya ilac eczane apotek apteekki
  apotheek apteka lekarna gyogyszertar patika gyogyszergyar seiyaku zhiyao yiyao pharmacys pharmatsevtika
care: pflege zorg soins cuidados cura vard omsorg
clinic: clinics klinik kliniken clinica clinicas clinique cliniques klinika klinikka clinici
hospital: hosp hospitals krankenhaus krankenhauser hopital hopitaux hospitalier ospedale ospedaliera hospitalar
  ziekenhuis sjukhus sykehus sygehus sairaala szpital nemocnice nemocnica korhaz spital spitaal spitalul
  hastanesi hastane bolnitsa bolnica likarnya nosokomeio yiyuan byoin klinikum rumah_sakit benh_vien
dental: dentist dentistry dentists zahnarzt zahnarztpraxis dentaire dentista odontologia stomatologia dentisti
  tandlakare tandarts
laboratory: laboratories lab labs laboratorio laboratorios laboratoire laboratoires labor laboratori
  laboratorium laboratorija laboratuvari laboratoriya
science: sciences scientific scientifique wissenschaft ciencia ciencias scienze nauka bilim kexue kagaku tiede
energy: energie energies energia energias energetica energetika energi enerji energiya enerhiya energija
  energetique energeticos nengyuan
power: strom kraftwerk
gas: gaz gase
oil: petroleum petrol petroleo petroleos petrole petroli petroleira nafta shiyou sekiyu
solar: fotovoltaica fotovoltaico photovoltaik solaire
water: wasser acqua agua aguas eau eaux woda vody voda wasserwerke vatten vann waterworks
environment: environmental environnement umwelt ambiente ambiental ambientale medio_ambiente srodowisko miljo
  milieu huanbao
resource: resources res ressources recursos risorse
mining: minera mineria mineracao bergbau miniera gornictwo madencilik kuangye
metal: metals metall metaux metales metalli metallurgie metallbau metalurgica metallurgica metalurgia metaal
  metalik maden
steel: stahl stahlbau acier aciers acero aceros aco acos acciaio acciai stal ocel celik gangtie stalwerk staal
chemical: chem chemicals chemie chimie chimique chimiques quimica quimicas quimicos chimica chimici chemia
  chemiczna kimya vegyipari khimiya huagong kemi
plastic: plastics plast kunststoff kunststoffe kunststofftechnik plasticos plastica plastiques plastique
  tworzywa plastik suliao muovi
glass: glas verre vidrio vidrios vetro szklo sklo vidros
wood: holz madera maderas legno madeiras drewno drevo houtbedrijf timber
paper: papier papiers papel papeles papieru papir zhiye
printing: print printers printer druck druckerei drukarnia tiskarna imprimerie imprenta tipografia nyomda matbaa
  drukkerij tryckeri grafica graficas grafiche insatsu yinshua
publishing: publishers publisher publications verlag verlage verlags editions editorial editora editrice editore
  editoriale uitgeverij forlag forlaget kustannus wydawnictwo nakladatelstvi vydavatelstvi kiado editura
  yayinlari yayincilik izdatelstvo chubanshe shuppan
food: foods lebensmittel nahrungsmittel aliments alimentaire alimentos alimentacion alimenticios alimentari
  alimentare alimenti zywnosc potraviny elelmiszer alimente gida pishchevaya livsmedel elintarvike voedsel
  shipin shokuhin levensmiddelen
restaurant: restaurants ristorante restaurante restauracja restaurace etterem lokanta restauration gaststatte
  gasthaus gasthof ravintola
hotel: hotels hoteles hotele hoteli otel otelcilik hotell hotelli hotellerie hotelaria jiudian hoteru
travel: travels voyages viajes viaggi reisen reiseburo reizen reisebyra resor viagens podroze cestovni utazas
  turizm seyahat matkat matkatoimisto
tourism: turismo tourisme touristik turystyka turism touristic
`;

/** Said of the place of a company, not of its name: left out wherever other words remain. */
export const ARTICLES =
  'dr prof dipl inh inhaber the of and und et de del della delle dello dei di da do dos das du des la le les los las el il der die den dem het een von van vom zu zum zur fur for pour para per og och ve ja';
/** Left out only between other words: at the start or end they are more often initials. */
export const SMALL_WORDS =
  'ing e y i o en in im am an at on by as to with avec con com mit a au aux al na w v z et';
