/** Words for trades, goods, institutions and money in company names; the rest of the table is in `concepts.ts`, same form. */

export const TRADE_CONCEPTS = `
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
verwaltung: verwaltungs verwaltungsgesellschaft verwaltungsges
praxis: arztpraxis gemeinschaftspraxis
dr: dr_med dr_med_dent dr_med_vet dr_ing dr_rer_nat dipl_ing dipl_kfm
deutsche: dt
administration: admin administracion amministrazione administracao
city: stadt ville ciudad citta cidade miasto mesto ayuntamiento comune mairie municipality gemeente gemeinde
  kommune kommun kommunen municipio municipalidad prefeitura belediyesi belediye gmina urzad_miasta magistrat
  stadtverwaltung landeshauptstadt kreisstadt hansestadt ayto city_council town_council obec commune primaria city_of town_of village_of municipality_of municipal stad kaupunki
  shi_zhengfu camara_municipal concello ajuntament municipiul
county: county_council kreisverwaltung landkreis landratsamt condado kreis powiat
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
society: gesellschaft ges societe sociedad sociedade societa towarzystwo spolecnost tarsasag selskab selskabet
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
  beteiligungsgesellschaft beteiligungsges participations participation participacoes participaciones partecipazioni
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
