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
management: mgmt mgt mngmt mgnt managment gestion gestione gestao verwaltung verwaltungs zarzadzanie sprava
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
  tiefbau budownictwo budowlane budowlana budowlany stavby stavebni stavebna stavebniny epito epitoipari
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
  torgovaya torhovyi emporiki emporio maoyi shoji boeki kauppa trgovina comercializacion
import: imports importers importadora importacion importacoes importador importazione
export: exports exporters exportadora exportacion exportacoes exportador exportation
distribution: distributions distributor distributors distrib dist vertrieb vertriebs vertriebsgesellschaft
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
event: events evenements eventos eventi veranstaltungen evenementen
auto: autos automotive automobile automobiles automobil autohaus automoveis automoviles automocion automobili
  automobilovy otomotiv otomobil avto avtomobil motorsport autohandel kfz qiche jidosha autobedrijf
motor: motors moteurs motores motori motoren
machine: machines machinery maschinen maschine maschinenbau maschinenfabrik machinefabriek maquinaria maquinas
  macchine maszyny stroje strojirny strojirenstvi gepgyarto makina makine mashiny mashinostroenie jixie kikai
  maskin maskiner koneet
tool: tools werkzeug werkzeuge werkzeugbau outils herramientas utensili ferramentas narzedzia nastroje
equipment: equip equipments equipement equipements equipos equipamentos apparatebau anlagen anlagenbau
  attrezzature shebei ausrustung
security: sicherheit sicherheitstechnik securite seguridad sicurezza seguranca bezpecnost bezpieczenstwo
  guvenlik okhrana ohrana ochrona beveiliging sakerhet sikkerhed turvallisuus
furniture: mobel mobelhaus meubles meubel muebles moveis meble nabytek butor mobilya mebel huonekalut jiaju
home: homes
house: haus huis hus
garden: gardens garten jardin jardins jardines giardino tuin tradgard
property: properties proprietes propiedades
real_estate: realestate real_estates realty immobilien immobilier immobiliere immobiliaria inmobiliaria
  inmobiliarias inmobiliario imobiliaria imobiliare imoveis immobiliare vastgoed onroerend_goed nieruchomosci
  nemovitosti ingatlan gayrimenkul emlak nedvizhimost fastigheter fastighets eiendom ejendomme ejendomsselskab
  kiinteistot fangdichan dichan fudosan real_property
research: forschung recherche recherches investigacion investigaciones ricerca ricerche pesquisa onderzoek
  forskning badania vyzkum kutato arastirma tutkimus yanjiu kenkyu kenkyusho
innovation: innovations innovative innovacion innovaciones innovazione inovacao innowacje
center: centers centre centres centro centri centros centrum zentrum zentren zentrums centrul keskus merkezi
  tsentr senter zhongxin senta kozpont
office: offices buro bureaux oficina oficinas ufficio escritorio biuro kancelar iroda ofis kontor
supply: supplies suministros fournitures lieferant
shop: shops shopping store stores winkel negozio tienda tiendas boutique butik sklep obchody magasin loja lojas
market: markets markt markte mercado mercados mercato marche rynek trh piac pazar rynok marknad
supermarket: supermarkets supermarche supermercado supermercados supermercati supermarkt supermarked
association: assoc assn asso assocation associations asociacion asociatia associacao associazione verein
  vereinigung verband vereniging forening foreningen forbund forbundet yhdistys stowarzyszenie sdruzeni
  zdruzenie egyesulet dernegi birligi assotsiatsiya asotsiatsiya syllogos xiehui kyokai
associates: associados associes asociados associati
brothers: bros brother gebruder gebr hermanos hnos freres fratelli flli f_lli irmaos bracia bratri gebroeders
  broeders kardesler kardes bratya
sons: son sohne sohn fils hijos figli filhos zonen synowie synove sonner soner
department: dept depts departement departamento dipartimento abteilung afdeling odbor
government: govt gov gouvernement gobierno governo regierung rzad
ministry: ministerium ministere ministerio ministero ministerie ministeriet ministerstwo ministerstvo bakanligi
  miniszterium ministerul ypourgeio bundesministerium
authority: auth autoridad autorite behorde autorita
administration: admin administracion amministrazione administracao
city: stadt ville ciudad citta cidade miasto mesto ayuntamiento comune mairie municipality gemeente gemeinde
  kommune kommun kommunen municipio municipalidad prefeitura belediyesi belediye gmina urzad_miasta magistrat
  stadtverwaltung obec commune primaria city_of town_of village_of municipality_of municipal stad kaupunki
  shi_zhengfu camara_municipal concello ajuntament municipiul
county: landkreis landratsamt condado kreis powiat
state: staat estado etat stato
school: schools schule schulen grundschule ecole ecoles escuela escola scuola skola skole koulu szkola iskola
  scoala okulu shkola xuexiao gakko gymnasium lycee
university: univ universities universitat universite universites universidad universidade universita
  universiteit universitet universitetet yliopisto uniwersytet univerzita egyetem universitatea universitatii
  universitesi universiteti universytet panepistimio daxue daigaku daehakgyo uni hochschule universitair
  universitas universitetas dai_hoc politechnika politecnico polytechnic polytechnique fachhochschule
college: colleges colleg kolledzh
institute: inst institut instituto instituut istituto instytut institutet institution intezet enstitusu
  instituts institutul yanjiuyuan
academy: akademie academie academia accademia akademia akademi akademisi akademiya
library: bibliothek bibliotheque biblioteca biblioteka bibliotheek bibliotek kirjasto
museum: musee museo museu muzeum museet muzesi muzej muzeul
club: klub clube kulubu
union: unione ittifak gewerkschaft syndicat sindicato vakbond zwiazek
society: gesellschaft societe sociedad sociedade societa towarzystwo spolecnost tarsasag selskab selskabet
  obshchestvo toplum
cooperative: coop cooperativa cooperativas cooperative_society cooperatives kooperatif spoldzielnia druzstva
  osuuskunta genossenschaft cooperatie kooperativ kooperatyva co_operative co_op
church: kirche eglise iglesia igreja chiesa kosciol kirke kyrka
foundation: fdn stiftung fondation fundacion fundacao fondazione fundacja nadace nadacia alapitvany vakfi
  fundatia stichting stiftelse stiftelsen saatio
bank: banks bk bnk banque banques banco bancos banca banche banken bankasi bankas banka banki bankhaus pankki
  yinhang ginko trapeza bancorp bancshares bankowy bankgesellschaft
savings: sparkasse sparebank sparbank sparekasse caixa cajas caisse_epargne sporitelna
credit: kredit credito credits kreditanstalt
insurance: ins insurances versicherung versicherungen versicherungs assurance assurances assicurazioni
  assicurazione seguros seguro segurador seguradora aseguradora verzekeringen verzekering forsakring forsikring
  vakuutus ubezpieczenia ubezpieczen pojistovna poistovna biztosito asigurari sigorta strakhovanie strakhovaya
  insur baoxian hoken assuranties assurantien reinsurance ruckversicherung
finance: finances financial financials financiera financieras financiere financement finanz finanzen finanza
  finanziaria financas financeira finanse finansowy financni penzugyi finansman finansi finansial rahoitus
  jinrong finans
capital: kapital capitale capitals ziben kapitalanlage
investment: investments invest inv investing investissement investissements inversiones investimenti
  investimentos inwestycje investice befektetesi yatirim investitsii beteiligung beteiligungs beteiligungen
  beteiligungsgesellschaft participations participation participacoes participaciones partecipazioni
  deelnemingen touzi toshi investors investor sijoitus
fund: funds fonds fond fondo fondos fundusz fondi
trust: trusts treuhand fideicomiso fiduciaria
venture: ventures
leasing: lease kiralama lizing
holding: holdings hldg hldgs holdco holdingselskab holdinggesellschaft holdning holding_company kholding konggu
asset: assets
pension: pensions pensionskasse pensioenfonds pensiones pensioni elakevakuutus
subsidiary: filiale tochtergesellschaft filial subsidiaria dochteronderneming
branch: branches zweigniederlassung niederlassung succursale sucursal vestiging branch_office oddzial sube
division: div divisions abteilungen
retail: retailers einzelhandel detalhista minorista detailhandel
wholesale: wholesalers grosshandel grossiste mayorista grossista groothandel hurtownia velkoobchod toptan
airline: airlines airways aerolineas lineas_aereas linhas_aereas linee_aeree luftfahrt hangkong koku
  hava_yollari havayollari fluggesellschaft luchtvaartmaatschappij lentoyhtio
aerospace: aeroespacial aerospatiale
railway: railways rail railroad bahn eisenbahn bahnen chemins_de_fer ferrocarriles ferrovie ferrovia kolej
  spoorwegen jarnvag tetsudo tielu
airport: airports flughafen aeroport aeropuerto aeroporto lotnisko letiste havalimani lufthavn flygplats
port: harbour hafen puerto havn hamn
lawyer: lawyers attorneys attorney rechtsanwalte rechtsanwalt avocats avocat abogados abogado advogados avvocati
  advokatfirma advokat advocaten law_firm law_offices law_office kancelaria_prawna hukuk solicitors
  rechtsanwaltskanzlei kanzlei
tax: steuerberater steuerberatung fiscal steuerberatungsgesellschaft belastingadvies
audit: auditors auditoria wirtschaftsprufung wirtschaftsprufer revision accountants accounting accountant
  buchhaltung contabilidad contabilita comptable experts_comptables kaikei kuaiji
textile: textiles textil textilien tessile tekstil wlokiennictwo fangzhi
fashion: moda modas mody fashions
clothing: apparel bekleidung garments confecciones abbigliamento odziez giyim konfeksiyon
beverage: beverages getranke boissons bebidas bevande napoje icecek yinliao
brewery: brauerei brouwerij brasserie cerveceria cervejaria birrificio bryggeri browar pivovar panimo brewing
  breweries
winery: wines wine weingut bodegas bodega vinos vini vins wein vinhos viticoltori
bakery: backerei boulangerie panaderia padaria panificio bakkerij bageri piekarnia pekarstvi firin
dairy: molkerei latteria lacteos laiterie zuivel mejeri mlekarna mleczarnia
farm: farms farming granja fazenda boerderij gospodarstwo tarim
agriculture: agricultural agricola agricole agri agro landwirtschaft agrar agropecuaria landbouw rolnictwo
  zemedelske mezogazdasagi agrarian nongye
fishery: fisheries fish fischerei pesca peche pesquera pescados seafood fisch
packaging: packing verpackung verpackungen verpackungstechnik emballage emballages embalagens embalajes envases
  imballaggi verpakkingen opakowania obaly ambalaj csomagolo baozhuang
recycling: entsorgung abfall recyclage reciclaje waste
cleaning: reinigung gebaudereinigung nettoyage limpieza limpeza pulizie schoonmaak temizlik sprzatanie uklid
plumbing: sanitar plomberie fontaneria idraulica loodgieter installatiebedrijf
heating: heizung heizungsbau chauffage calefaccion riscaldamento hvac heizungs
roofing: dachdecker toiture dakbedekking bedachungen
painting: painters maler malerbetrieb malermeister peinture pinturas schilders paint paints farben
training: schulung schulungen formation formacion formazione opleidingen koulutus
education: educational bildung educacion educacao istruzione utbildning edukacja vzdelavani egitim obrazovanie
  jiaoyu kyoiku onderwijs
publicity: public_relations
entertainment: unterhaltung entretenimiento
media: medien medios mass_media chuanmei
film: films kino cine cinema pictures
music: musik musique musica
art: arts kunst arte artes
culture: cultural kultur culturel cultura kultura wenhua bunka
sport: sports deportes sportivo deporte
fitness: gym
game: games gaming spiele jeux juegos
toy: toys spielwaren spielzeug jouets juguetes giocattoli
beauty: schonheit beaute belleza
cosmetics: cosmetic kosmetik cosmetiques cosmeticos cosmetica kosmetika kosmetyki huazhuangpin
staffing: personnel personaldienstleistungen personalberatung recruitment recruiting interim uitzendbureau
  employment
quality: qualitat qualite calidad qualita
professional: professionals profesional professionnel
advanced: avancees avanzados
integrated: integrierte integrados
premier: premiere
company: companies firma firme empreendimentos
first: erste primera
new: neue nouveau nouvelle nuevo nueva nuova nowy nowa novy
old: alte
saint: st sankt santa santo sainte sveti svaty
great: gran grande grosse
internet:
online: on_line
mobile: movil
mineral: minerals mineralien minerales
optics: optical optik optique optica optiker ottica
vehicle: vehicles fahrzeuge fahrzeugbau vehicules vehiculos veicoli
aviation: aircraft aeronautics aeronautica aeronautique aviacion aviazione
marine: maritime maritima maritimo schiffbau shipyard shipyards shipbuilding werft astilleros
defense: defence difesa defensa rustung
semiconductor: semiconductors halbleiter bandaoti handotai
instrument: instruments instrumentation instrumente instrumentos yiqi
measurement: messtechnik metrology
automation: automatisierung automatisierungstechnik automatizacion automazione automatyka zidonghua
control: controls
component: components komponenten composants componentes componenti
material: materials materialien materiaux materiales materiali materiais cailiao
ceramic: ceramics keramik ceramica ceramicas ceramiche ceramique seramik ceramika taoci
cement: zement ciment cemento cimento cementos cimentos shuini
concrete: beton betonwerk hormigon calcestruzzo
`;

/** Said of the place of a company, not of its name: left out wherever other words remain. */
export const ARTICLES =
  'the of and und et de del della delle dello dei di da do dos das du des la le les los las el il der die den dem het een von van vom zu zum zur fur for pour para per og och ve ja';
/** Left out only between other words: at the start or end they are more often initials. */
export const SMALL_WORDS =
  'e y i o en in im am an at on by as to with avec con com mit a au aux al na w v z et';
