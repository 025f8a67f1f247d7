/** Domains that many companies share; the public-suffix list names most hosting platforms, these are the others. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Mail providers that keep one name under many country domains. */
export const FREE_MAIL_LABELS = words(
  'yahoo ymail hotmail outlook live gmail googlemail gmx aol yandex protonmail rocketmail',
);

export const FREE_MAIL = words(`
  icloud.com me.com mac.com msn.com passport.com mail.com email.com usa.com proton.me pm.me tutanota.com tuta.io
  fastmail.com fastmail.fm hushmail.com zohomail.com zohomail.eu hey.com duck.com inbox.com mailbox.org posteo.de
  web.de t-online.de freenet.de arcor.de online.de 1und1.de email.de vodafonemail.de magenta.de kabelmail.de
  mail.ru bk.ru list.ru inbox.ru rambler.ru ya.ru internet.ru ukr.net i.ua meta.ua bigmir.net tut.by mail.kz
  qq.com foxmail.com 163.com 126.com 139.com 189.cn yeah.net sina.com sina.cn sohu.com aliyun.com 21cn.com tom.com
  naver.com hanmail.net daum.net nate.com kakao.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com biglobe.ne.jp
  ocn.ne.jp so-net.ne.jp pchome.com.tw hinet.net seed.net.tw
  libero.it virgilio.it tiscali.it alice.it tin.it inwind.it iol.it fastwebnet.it pec.it legalmail.it arubapec.it
  wanadoo.fr free.fr sfr.fr laposte.net bbox.fr neuf.fr orange.fr numericable.fr club-internet.fr cegetel.net
  btinternet.com btconnect.com sky.com virginmedia.com virgin.net ntlworld.com blueyonder.co.uk talktalk.net
  tiscali.co.uk btopenworld.com eircom.net
  comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net optonline.net
  juno.com netzero.net frontiernet.net windstream.net centurylink.net roadrunner.com rr.com suddenlink.net
  telus.net shaw.ca rogers.com sympatico.ca videotron.ca bell.net
  rediffmail.com sify.com vsnl.net vsnl.com in.com
  uol.com.br bol.com.br terra.com.br ig.com.br globo.com globomail.com oi.com.br r7.com prodigy.net.mx
  terra.es telefonica.net ono.com euskalnet.net sapo.pt clix.pt netcabo.pt iol.pt mail.pt
  wp.pl o2.pl onet.pl onet.eu poczta.onet.pl interia.pl interia.eu op.pl vp.pl gazeta.pl tlen.pl poczta.fm
  seznam.cz email.cz centrum.cz post.cz volny.cz atlas.cz azet.sk zoznam.sk centrum.sk post.sk pobox.sk
  freemail.hu citromail.hu t-online.hu indamail.hu abv.bg mail.bg dir.bg siol.net net.hr inet.hr
  bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au ozemail.com.au xtra.co.nz
  telenet.be skynet.be scarlet.be proximus.be ziggo.nl kpnmail.nl planet.nl hetnet.nl home.nl xs4all.nl upcmail.nl
  bluewin.ch sunrise.ch hispeed.ch chello.at aon.at chello.nl
  comhem.se spray.se bredband.net telia.com passagen.se online.no broadpark.no frisurf.no
  jubii.dk mail.dk ofir.dk kolumbus.fi luukku.com suomi24.fi pp.inet.fi otenet.gr forthnet.gr in.gr
  mynet.com superonline.com walla.co.il walla.com netvision.net.il bezeqint.net
  mailinator.com guerrillamail.com yopmail.com 10minutemail.com temp-mail.org trashmail.com
`);

export const HOSTING = words(`
  wordpress.com wix.com weebly.com squarespace.com jimdo.com jimdofree.com tumblr.com medium.com substack.com
  site123.me strikingly.com webnode.com webs.com yolasite.com godaddysites.com business.site webflow.com carrd.co
  tripod.com angelfire.com geocities.com bravenet.com homestead.com freewebs.com ucoz.com over-blog.com
  onepage.website mystrikingly.com etsy.com ebay.com alibaba.com made-in-china.com indiamart.com tradeindia.com
  g.page bit.ly goo.gl tinyurl.com t.co ow.ly linktr.ee about.me notion.site
`);

export const SOCIAL = words(`
  linkedin.com facebook.com fb.com fb.me instagram.com twitter.com x.com youtube.com youtu.be tiktok.com xing.com
  pinterest.com vk.com ok.ru weibo.com wechat.com whatsapp.com wa.me t.me telegram.me snapchat.com reddit.com
  crunchbase.com wikipedia.org yelp.com glassdoor.com foursquare.com tripadvisor.com kununu.com trustpilot.com
`);

/** Hosts whose registrable domain belongs to a company, but whose pages belong to anyone. */
export const SHARED_HOSTS = words(`
  sites.google.com docs.google.com drive.google.com maps.google.com plus.google.com business.google.com
  goo.gl forms.gle app.hubspot.com share.hsforms.com calendly.com
`);

/** Suffixes in the private part of the list that are sold like public ones: a name below is the company's own. */
export const PRIVATE_REGISTRIES = words(`
  uk.com us.com eu.com de.com gb.com jpn.com sa.com br.com cn.com za.com ru.com co.com com.de se.com hu.com no.com
  qc.com uy.com kr.com gr.com ae.org us.org gb.net uk.net se.net hu.net jp.net in.net com.se co.nl co.no co.ca
  africa.com mex.com ar.com eu.org radio.am radio.fm pro.br
`);
